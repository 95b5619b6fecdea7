import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { mediaTypes } from "../../media-types.ts";
import { type TarInput, tarOf } from "./tar.ts";
import { zstdOf } from "./zstd.ts";

export interface BuiltDescriptor {
  mediaType: string;
  digest: string;
  size: number;
  [member: string]: unknown;
}

/** A layer as it goes into a manifest, and its line in the config. */
export interface BuiltLayer {
  descriptor: BuiltDescriptor;
  diffId: string;
}

export const layerTypes = {
  none: "application/vnd.oci.image.layer.v1.tar",
  gzip: "application/vnd.oci.image.layer.v1.tar+gzip",
  zstd: "application/vnd.oci.image.layer.v1.tar+zstd",
} as const;

type Algorithm = "sha256" | "sha512";

const marker = Buffer.from('{"imageLayoutVersion":"1.0.0"}');

/** Writes small image layouts in memory, all of whose digests and sizes are right unless they are given otherwise. */
export class LayoutBuilder {
  readonly files = new Map<string, Buffer>([["oci-layout", marker]]);

  blob(content: Buffer | string, mediaType: string, algorithm: Algorithm = "sha256"): BuiltDescriptor {
    const bytes = Buffer.from(content);
    const digest = digestOf(bytes, algorithm);
    this.files.set(pathOf(digest), bytes);
    return { mediaType, digest, size: bytes.length };
  }

  json(value: unknown, mediaType: string, algorithm: Algorithm = "sha256"): BuiltDescriptor {
    return this.blob(JSON.stringify(value), mediaType, algorithm);
  }

  /** A layer of these entries, or of this archive. */
  layer(content: readonly TarInput[] | Buffer, compression: keyof typeof layerTypes = "gzip"): BuiltLayer {
    const archive = Buffer.isBuffer(content) ? content : tarOf(content);
    const stored = { none: (bytes: Buffer) => bytes, gzip: gzipped, zstd: zstdOf }[compression](archive);
    return { descriptor: this.blob(stored, layerTypes[compression]), diffId: digestOf(archive) };
  }

  config(layers: readonly BuiltLayer[], members: Record<string, unknown> = {}): BuiltDescriptor {
    return this.json(
      {
        created: "2024-01-02T03:04:05Z",
        architecture: "amd64",
        os: "linux",
        rootfs: { type: "layers", diff_ids: layers.map(({ diffId }) => diffId) },
        history: layers.map(() => ({ created: "2024-01-02T03:04:05Z", created_by: "corpus" })),
        ...members,
      },
      mediaTypes.config,
    );
  }

  manifest(
    config: BuiltDescriptor,
    layers: readonly BuiltDescriptor[],
    members: Record<string, unknown> = {},
  ): BuiltDescriptor {
    return this.json(
      { schemaVersion: 2, mediaType: mediaTypes.manifest, config, layers, ...members },
      mediaTypes.manifest,
    );
  }

  /** An image for linux/amd64, unless its config says otherwise. */
  image(
    layers: readonly BuiltLayer[] = [this.layer(someFiles)],
    config: Record<string, unknown> = {},
  ): BuiltDescriptor {
    const manifest = this.manifest(
      this.config(layers, config),
      layers.map(({ descriptor }) => descriptor),
    );
    return { ...manifest, platform: { os: "linux", architecture: "amd64" } };
  }

  index(manifests: readonly BuiltDescriptor[], members: Record<string, unknown> = {}): BuiltDescriptor {
    return this.json({ schemaVersion: 2, mediaType: mediaTypes.index, manifests, ...members }, mediaTypes.index);
  }

  /** The directory of the blobs, for layouts that have none. */
  withoutBlobs(): this {
    this.files.clear();
    this.files.set("oci-layout", marker).set("blobs/", Buffer.alloc(0));
    return this;
  }

  /** The layout, with these entries in index.json. */
  layout(...manifests: readonly BuiltDescriptor[]): Map<string, Buffer> {
    const index = { schemaVersion: 2, mediaType: mediaTypes.index, manifests };
    this.files.set("index.json", Buffer.from(JSON.stringify(index)));
    return this.files;
  }

  bytesOf({ digest }: BuiltDescriptor): Buffer {
    return this.files.get(pathOf(digest)) as Buffer;
  }

  /** Puts other bytes where the content of a descriptor lies. */
  replace({ digest }: BuiltDescriptor, bytes: Buffer): void {
    this.files.set(pathOf(digest), bytes);
  }

  remove({ digest }: BuiltDescriptor): void {
    this.files.delete(pathOf(digest));
  }
}

/** What a layer holds where it does not matter. */
export const someFiles: readonly TarInput[] = [
  { name: "etc/", mode: 0o755 },
  { name: "etc/motd", data: "hello\n" },
];

/** Layers whose archive has these entries, by themselves in an otherwise sound image. */
export function imageOf(...layers: (readonly TarInput[] | Buffer)[]): Map<string, Buffer> {
  const builder = new LayoutBuilder();
  return builder.layout(builder.image(layers.map((layer) => builder.layer(layer))));
}

export function digestOf(bytes: Buffer, algorithm: Algorithm = "sha256"): string {
  return `${algorithm}:${createHash(algorithm).update(bytes).digest("hex")}`;
}

/** The same bytes in every version of zlib, as far as that can be: no time, no name. */
export function gzipped(bytes: Buffer): Buffer {
  return gzipSync(bytes, { level: 1 });
}

export function pathOf(digest: string): string {
  return `blobs/${digest.replace(":", "/")}`;
}
