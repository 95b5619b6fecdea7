import { execFile, execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { conductValidation } from "../../engine/validation.ts";
import { digestOf, pathOf } from "../../image/corpus/layout/builder.ts";
import { tarOf } from "../../image/corpus/layout/tar.ts";
import { startRegistry } from "../../registry/server.ts";
import { nothing } from "../image/open-case.ts";

/** Images that skopeo, umoci and buildah made; `make-images.sh` says how. */
const missing = ["skopeo", "umoci", "openssl"].filter((tool) => spawnSync(tool, ["--version"]).error);
const images = [
  "single",
  "layout.tar",
  "layout.tar.gz",
  "layout.tar.zst",
  "docker.tar",
  "zstd",
  "from-docker",
  "encrypted",
];

/** What these tools do that the spec recommends otherwise: true, and no news. */
const known = [
  // umoci 0.4 names no mediaType in its manifests.
  "image.manifest.media-type-present",
  // buildah names no base by an empty digest.
  "image.annotations.base-digest",
];

describe.skipIf(missing.length > 0)(`Images of real tools (needs ${missing.join(", ") || "what is there"})`, () => {
  const folder = mkdtempSync(join(tmpdir(), "oci-conformance-test-"));
  beforeAll(() => {
    execFileSync("bash", [join(import.meta.dirname, "make-images.sh"), folder], { stdio: "inherit" });
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function findings(input: string, wishes = {}) {
    const { inputs } = await conductValidation({ inputs: [input], ...wishes }, { stdin: nothing() });
    expect(inputs[0]?.problem).toBeUndefined();
    const graver = (inputs[0]?.findings ?? []).filter(({ severity }) => severity !== "info");
    return graver.map(({ requirement }) => requirement).filter((id) => !known.includes(id));
  }

  it.each(images)("%s is found sound, in every version of the spec", async (image) => {
    for (const spec of ["1.0", "1.1", "edge"]) expect(await findings(join(folder, image), { spec })).toEqual([]);
  });

  it.skipIf(spawnSync("buildah", ["--version"]).error)(
    "an image of buildah's for two platforms is found sound",
    async () => {
      expect(await findings(join(folder, "multi"))).toEqual([]);
      const broken = copyOf("multi");
      const { index, entry } = at(broken);
      const list = readJson(broken, entry.digest);
      const [one, two] = list.manifests as Document[];
      [one.platform, two.platform] = [two.platform, one.platform];
      index.manifests = [{ ...entry, ...replace(broken, entry.digest, JSON.stringify(list)) }];
      writeFileSync(join(broken, "index.json"), JSON.stringify(index));
      expect(await findings(broken)).toEqual(Array(2).fill("image.index.platform-matches-config"));
    },
  );

  it("an image that went through a registry is found sound there", async () => {
    const registry = await startRegistry();
    try {
      const name = `${registry.url.replace("http://", "")}/team/app:v2`;
      const from = `oci:${join(folder, "single")}:v2`;
      await promisify(execFile)("skopeo", [
        "copy",
        "--insecure-policy",
        "--dest-tls-verify=false",
        from,
        `docker://${name}`,
      ]);
      expect(await findings(name, { plainHttp: true })).toEqual([]);
    } finally {
      await registry.close();
    }
  });

  it("a flipped byte is found in whatever blob it is", async () => {
    for (const name of readdirSync(join(folder, "zstd/blobs/sha256"))) {
      const broken = copyOf("zstd");
      const file = join(broken, "blobs/sha256", name);
      const bytes = readFileSync(file);
      bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] as number) ^ 0x20;
      writeFileSync(file, bytes);
      expect(await findings(broken)).toContain("image.descriptor.digest-matches-content");
    }
  });

  it("a blob that was cut short is found", async () => {
    for (const name of readdirSync(join(folder, "single/blobs/sha256"))) {
      const broken = copyOf("single");
      const file = join(broken, "blobs/sha256", name);
      truncateSync(file, readFileSync(file).length - 1);
      expect(new Set(await findings(broken))).toEqual(new Set(["image.descriptor.size-exact"]));
    }
  });

  it("a second entry of one path in a layer is found, and nothing else, when all digests are right", async () => {
    const broken = copyOf("from-docker");
    const { index, entry } = at(broken);
    const manifest = readJson(broken, entry.digest);
    const config = readJson(broken, manifest.config.digest);
    const [layer] = manifest.layers as Document[];
    const old = gunzipSync(readFileSync(blobOf(broken, layer.digest)));
    // umoci leaves out the end marker and the last padding; whatever zeros there are go, and new ones come.
    const used = old.subarray(0, old.findLastIndex((byte) => byte !== 0) + 1);
    const padding = Buffer.alloc((512 - (used.length % 512)) % 512);
    const archive = Buffer.concat([used, padding, tarOf([{ name: "app/hello", data: "again" }])]);
    Object.assign(layer, replace(broken, layer.digest, gzipSync(archive)));
    Object.assign(config.rootfs, { diff_ids: [digestOf(archive), ...(config.rootfs.diff_ids as string[]).slice(1)] });
    Object.assign(manifest.config, replace(broken, manifest.config.digest, JSON.stringify(config)));
    index.manifests = [{ ...entry, ...replace(broken, entry.digest, JSON.stringify(manifest)) }];
    writeFileSync(join(broken, "index.json"), JSON.stringify(index));
    expect(await findings(broken)).toEqual(["image.layer.no-duplicate-paths"]);
  });

  let copies = 0;

  function copyOf(image: string): string {
    const copy = join(folder, `copy-${copies++}`);
    cpSync(join(folder, image), copy, { recursive: true });
    return copy;
  }
});

// biome-ignore lint/suspicious/noExplicitAny: documents of other tools, taken apart
type Document = any;

function at(layout: string): { index: Document; entry: Document } {
  const index = JSON.parse(readFileSync(join(layout, "index.json"), "utf8"));
  return { index, entry: index.manifests[0] };
}

function blobOf(layout: string, digest: string): string {
  return join(layout, pathOf(digest));
}

function readJson(layout: string, digest: string): Document {
  return JSON.parse(readFileSync(blobOf(layout, digest), "utf8"));
}

/** Puts new content in the place of old, and says how to describe it. */
function replace(layout: string, old: string, content: string | Buffer): { digest: string; size: number } {
  rmSync(blobOf(layout, old), { force: true });
  const bytes = Buffer.from(content);
  const digest = digestOf(bytes);
  writeFileSync(blobOf(layout, digest), bytes);
  return { digest, size: bytes.length };
}
