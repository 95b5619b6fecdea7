import { createHash, type Hash, randomBytes } from "node:crypto";
import { createWriteStream, mkdirSync, renameSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { tarOf } from "../image/corpus/layout/tar.ts";

/**
 * Writes an image layout with one layer of so many bytes, unpacked, of which half can be compressed.
 * @returns the path of the layer
 */
export async function writeLayout(folder: string, size: number): Promise<string> {
  const blobs = join(folder, "blobs/sha256");
  mkdirSync(blobs, { recursive: true });
  const content = createHash("sha256");
  const stored = createHash("sha256");
  const part = join(folder, "part");
  await pipeline(
    Readable.from(archive(size, content)),
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
  const put = (mediaType: string, value: unknown) => {
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

function* archive(size: number, hash: Hash): Generator<Buffer> {
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
