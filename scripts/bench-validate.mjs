// Times `validate` on a layout with one layer of 1 GiB (other sizes in MiB: an argument) against sha256sum and gzip on
// the same file, and measures its memory. Ends with 1 beyond 1.5 times their time or 200 MB.
import { spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { createWriteStream, mkdirSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { createGzip } from "node:zlib";

const size = Number(process.argv[2] ?? 1024) * 1024 * 1024;
const allowed = { factor: 1.5, megabytes: 200 };

const built = new URL("../dist/", import.meta.url);
const { tarOf } = await import(new URL("image/corpus/layout/tar.js", built));
const folder = mkdtempSync(join(tmpdir(), "oci-conformance-bench-"));
try {
  const layer = await layout();
  const tools = seconds("bash", ["-c", `sha256sum "$1" && gzip -dc "$1" | sha256sum`, "bash", layer]);
  const bin = fileURLToPath(new URL("cli/bin.js", built));
  const script = `process.on("exit", () => console.error(process.resourceUsage().maxRSS));
    process.argv.splice(1, 0, "bin"); await import(${JSON.stringify(bin)});`;
  const ours = seconds(process.execPath, ["--input-type=module", "-e", script, "validate", "--quiet", folder]);
  const megabytes = Number(ours.stderr.trim().split("\n").at(-1)) / 1000;
  const factor = ours.seconds / tools.seconds;
  const words = [
    `sha256sum, gzip and sha256sum: ${tools.seconds.toFixed(1)} s`,
    `validate: ${ours.seconds.toFixed(1)} s, ${factor.toFixed(2)} times that (allowed ${allowed.factor})`,
    `memory: ${Math.round(megabytes)} MB (allowed ${allowed.megabytes})`,
  ];
  console.log(words.join("\n"));
  process.exitCode = factor <= allowed.factor && megabytes <= allowed.megabytes ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true });
}

function seconds(command, args) {
  const start = performance.now();
  const { status, stderr, stdout } = spawnSync(command, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${command} ended with ${status}: ${stdout}${stderr}`);
  return { seconds: (performance.now() - start) / 1000, stderr };
}

/** Writes the layout; half of the layer can be compressed, half cannot. Returns the path of the layer. */
async function layout() {
  const blobs = join(folder, "blobs/sha256");
  mkdirSync(blobs, { recursive: true });
  const content = createHash("sha256");
  const stored = createHash("sha256");
  const part = join(folder, "part");
  await pipeline(
    Readable.from(archive(content)),
    createGzip({ level: 1 }),
    async function* (pieces) {
      for await (const piece of pieces) {
        stored.update(piece);
        yield piece;
      }
    },
    createWriteStream(part),
  );
  const layer = stored.digest("hex");
  renameSync(part, join(blobs, layer));
  const put = (mediaType, value) => {
    const text = JSON.stringify(value);
    const hex = createHash("sha256").update(text).digest("hex");
    writeFileSync(join(blobs, hex), text);
    return { mediaType, digest: `sha256:${hex}`, size: text.length };
  };
  const type = "application/vnd.oci.image";
  const config = put(`${type}.config.v1+json`, {
    architecture: "amd64",
    os: "linux",
    rootfs: { type: "layers", diff_ids: [`sha256:${content.digest("hex")}`] },
  });
  const described = {
    mediaType: `${type}.layer.v1.tar+gzip`,
    digest: `sha256:${layer}`,
    size: statSync(join(blobs, layer)).size,
  };
  const mediaType = `${type}.manifest.v1+json`;
  const manifest = put(mediaType, { schemaVersion: 2, mediaType, config, layers: [described] });
  writeFileSync(join(folder, "index.json"), JSON.stringify({ schemaVersion: 2, manifests: [manifest] }));
  writeFileSync(join(folder, "oci-layout"), '{"imageLayoutVersion":"1.0.0"}');
  return join(blobs, layer);
}

function* archive(hash) {
  const file = 4 * 1024 * 1024;
  const random = randomBytes(file / 2);
  for (let number = 0; number * file < size; number++) {
    const words = Buffer.alloc(file / 2, `line ${number} of a file that can be compressed\n`);
    const data = Buffer.concat([words, random]);
    const bytes = tarOf([{ name: `files/${number}`, data }], { end: false });
    hash.update(bytes);
    yield bytes;
  }
  const end = tarOf([]);
  hash.update(end);
  yield end;
}
