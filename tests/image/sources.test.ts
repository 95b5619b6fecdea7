import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { digestOf, LayoutBuilder, someFiles } from "../../image/corpus/layout/builder.ts";
import { membersOf } from "../../image/corpus/layout/layout-faults.ts";
import { type TarInput, tarOf } from "../../image/corpus/layout/tar.ts";
import { zstdOf } from "../../image/corpus/layout/zstd.ts";
import { defaultLimits } from "../../image/limits.ts";
import { openSource } from "../../image/source/open.ts";
import { referenceIn } from "../../image/source/reference.ts";
import { UnusableInput } from "../../image/source/source.ts";
import { validate } from "../../image/validate.ts";
import { noRegistry, nothing, open, withFile } from "./open-case.ts";

const sound = () => {
  const builder = new LayoutBuilder();
  return builder.layout(builder.image());
};

/** Writes files to a folder. */
function write(folder: string, files: ReadonlyMap<string, Buffer>): void {
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
}

async function found(input: string) {
  const source = await open(input);
  try {
    const { findings, found, notLookedAt } = await validate(source, { spec: "1.1" });
    return {
      kind: source.kind,
      ids: findings.map(({ requirement }) => requirement),
      what: found.map(({ what }) => what),
      notLookedAt,
    };
  } finally {
    await source.close();
  }
}

describe("A layout", () => {
  const folder = mkdtempSync(join(tmpdir(), "oci-conformance-test-"));
  beforeAll(() => write(join(folder, "layout"), sound()));
  afterAll(() => rmSync(folder, { recursive: true }));

  it("is read from a directory", async () => {
    expect(await found(join(folder, "layout"))).toMatchObject({
      kind: "layout",
      ids: [],
      what: ["index", "image linux/amd64"],
      notLookedAt: [],
    });
  });

  it("may have blobs that are links within it, but none out of it", async () => {
    const layout = join(folder, "linked");
    const files = sound();
    const [path = "", bytes = Buffer.alloc(0)] = [...files].find(([name]) => name.startsWith("blobs/")) ?? [];
    files.delete(path);
    write(layout, files.set("pool/blob", bytes));
    symlinkSync("../../pool/blob", join(layout, path));
    expect((await found(layout)).ids).toEqual([]);
    symlinkSync("/etc/hostname", join(layout, "blobs/sha256", "ab".repeat(32)));
    expect((await found(layout)).ids).toEqual(["image.layout.blob-depth"]);
  });

  it.each([
    ["plain", (bytes: Buffer) => bytes],
    ["compressed with gzip", (bytes: Buffer) => gzipSync(bytes)],
    ["compressed with zstd", zstdOf],
  ])("is read from a tar archive, %s", async (_, stored) => {
    await withFile(stored(tarOf(membersOf(sound()))), async (file) => {
      expect(await found(file)).toMatchObject({
        kind: "layout archive",
        ids: [],
        what: ["index", "image linux/amd64"],
      });
    });
  });

  it("is read from standard input", async () => {
    const archive = gzipSync(tarOf(membersOf(sound())));
    const stdin = (async function* () {
      yield archive;
    })();
    const source = await openSource("-", { spec: "1.1", limits: defaultLimits, stdin, connect: noRegistry });
    expect((await validate(source, { spec: "1.1" })).found).toHaveLength(2);
    await source.close();
  });

  it("is read from an archive that tar itself wrote", async () => {
    const archive = join(folder, "written.tar.gz");
    execFileSync("tar", ["-czf", archive, "-C", join(folder, "layout"), "."]);
    expect(await found(archive)).toMatchObject({ kind: "layout archive", ids: [] });
  });
});

describe("An archive of docker save", () => {
  const archive = (change: (members: Map<string, TarInput>) => void = () => {}) => {
    const layer = tarOf(someFiles);
    const config = JSON.stringify({
      architecture: "amd64",
      os: "linux",
      rootfs: { type: "layers", diff_ids: [digestOf(layer), digestOf(layer)] },
    });
    const name = `${digestOf(Buffer.from(config)).slice(7)}.json`;
    const manifest = [{ Config: name, RepoTags: ["app:1"], Layers: ["one/layer.tar", "two/layer.tar"] }];
    const members = new Map<string, TarInput>(
      [
        { name: "one/layer.tar", data: layer },
        { name: "two/layer.tar", typeflag: "2", link: "../one/layer.tar" },
        { name, data: config },
        { name: "manifest.json", data: JSON.stringify(manifest) },
      ].map((member) => [member.name === name ? "config" : member.name, member]),
    );
    change(members);
    return tarOf([...members.values()]);
  };

  it("is read by its manifest.json, links among its layers too", async () => {
    await withFile(archive(), async (file) => {
      expect(await found(file)).toEqual({
        kind: "Docker archive",
        ids: [],
        what: ["Docker image linux/amd64"],
        notLookedAt: [],
      });
    });
  });

  it("has layers that are those of its config", async () => {
    const other = archive((members) => members.set("one/layer.tar", { name: "one/layer.tar", data: tarOf([]) }));
    await withFile(other, async (file) => {
      expect((await found(file)).ids).toEqual(Array(2).fill("image.layer.diff-id-uncompressed"));
    });
  });

  it("has a config that is what its name says", async () => {
    const other = archive((members) => {
      const config = members.get("config") as TarInput;
      members.set("config", { ...config, data: String(config.data).replace("amd64", "arm64") });
    });
    await withFile(other, async (file) => {
      expect((await found(file)).ids).toEqual(["image.descriptor.digest-matches-content"]);
    });
  });

  it("says what it does not have", async () => {
    await withFile(
      archive((members) => members.delete("one/layer.tar")),
      async (file) => {
        const { ids, notLookedAt } = await found(file);
        expect(ids).toEqual([]);
        expect(notLookedAt.map(({ reason }) => reason)).toEqual(["it is not there", "it is not there"]);
      },
    );
  });
});

describe("A JSON document", () => {
  it("is judged by itself, and what it refers to is not looked at", async () => {
    const builder = new LayoutBuilder();
    const manifest = builder.bytesOf(builder.image());
    await withFile(manifest, async (file) => {
      const { kind, ids, notLookedAt } = await found(file);
      expect({ kind, ids }).toEqual({ kind: "document", ids: [] });
      expect(notLookedAt.map(({ path }) => path.replace(file, "manifest"))).toEqual([
        "manifest → config",
        "manifest → layers[0]",
      ]);
    });
  });

  it("that does not say what it is, is taken for what it looks like, and that is said", async () => {
    const builder = new LayoutBuilder();
    const { mediaType, ...manifest } = JSON.parse(builder.bytesOf(builder.image()).toString());
    await withFile(JSON.stringify(manifest), async (file) => {
      const { ids, what } = await found(file);
      expect(ids).toEqual(["image.manifest.media-type-present", "image.json.type-unidentifiable"]);
      expect(what).toEqual(["image"]);
    });
  });

  it("is what the user says it is", async () => {
    await withFile("{}", async (file) => {
      const options = { spec: "1.1", limits: defaultLimits, stdin: nothing(), connect: noRegistry } as const;
      const source = await openSource(file, { ...options, as: "layout" });
      const { findings } = await validate(source, { spec: "1.1" });
      expect(findings.map(({ requirement }) => requirement)).toEqual(["image.layout.version-present"]);
    });
  });
});

describe("What is no image", () => {
  it.each([
    ["text", Buffer.from("hello\n".repeat(200)), /no tar archive/],
    ["an archive of something else", tarOf(someFiles), /neither an image layout .* nor docker save/],
    ["JSON of any kind", Buffer.from('{"hello": "world"}'), /say it with --as/],
    ["docker save without images", tarOf([{ name: "manifest.json", data: "[{}]" }]), /does not name images/],
    ["a broken gzip file", gzipSync(tarOf(membersOf(sound()))).subarray(0, 300), /cannot be decompressed/],
    ["bzip2", Buffer.from("BZh91AY&SY"), /compressed with bzip2/],
    ["an empty file", Buffer.alloc(0), /neither an image layout/],
  ])("%s: one line says so", async (_, content, line) => {
    await withFile(content, async (file) => {
      await expect(found(file)).rejects.toThrow(UnusableInput);
      await expect(found(file)).rejects.toThrow(line);
    });
  });

  it.each([
    [join(tmpdir(), "nowhere/at/all"), /no such file or directory/],
    ["alpine", /nor a reference such as registry\.example/],
    [tmpdir(), /no image layout/],
  ])("%s: one line says so", async (input, line) => {
    await expect(open(input)).rejects.toThrow(line);
  });
});

describe("A reference", () => {
  it.each([
    ["registry.example/app", { registry: "registry.example", repository: "app", reference: "latest" }],
    ["localhost:5000/team/app:1.2", { registry: "localhost:5000", repository: "team/app", reference: "1.2" }],
    ["localhost/app", { registry: "localhost", repository: "app" }],
    ["http://127.0.0.1:5000/app:x", { registry: "http://127.0.0.1:5000", repository: "app", reference: "x" }],
    ["docker://registry.example/app", { registry: "registry.example" }],
    ["docker.io/alpine:3", { registry: "registry-1.docker.io", repository: "library/alpine", reference: "3" }],
    ["[::1]:5000/app", { registry: "[::1]:5000", repository: "app" }],
    [
      `registry.example/app:1@sha256:${"a".repeat(64)}`,
      { reference: `sha256:${"a".repeat(64)}`, digest: `sha256:${"a".repeat(64)}` },
    ],
  ])("%s", (text, parts) => {
    expect(referenceIn(text)).toMatchObject(parts);
  });

  it.each(["app:1", "team/app", "registry.example/App", "registry.example", "registry.example/app:", "a b.c/d"])(
    "%s is none",
    (text) => {
      expect(referenceIn(text)).toBeUndefined();
    },
  );
});
