import { createHash } from "node:crypto";

/** Valid documents, new at each call, whose parts the corpus changes. */

export type Json = Record<string, unknown>;
export type Descriptor = Json & { mediaType: string; digest: string; size: number };

const oci = "application/vnd.oci.";
export const layerType = `${oci}image.layer.v1.tar+gzip`;
export const manifestType = `${oci}image.manifest.v1+json`;
export const indexType = `${oci}image.index.v1+json`;
export const configType = `${oci}image.config.v1+json`;
export const emptyType = `${oci}empty.v1+json`;

export function digestOf(content: string, algorithm = "sha256"): string {
  return `${algorithm}:${createHash(algorithm).update(content).digest("hex")}`;
}

/** A descriptor of content that is nothing but its name. */
export function descriptor(mediaType: string, content: string, more: Json = {}): Descriptor {
  return { mediaType, digest: digestOf(content), size: content.length, ...more };
}

export function emptyDescriptor(more: Json = {}): Descriptor {
  return descriptor(emptyType, "{}", more);
}

/** An image of two layers. */
export function manifest(more: Json = {}) {
  return {
    schemaVersion: 2,
    mediaType: manifestType,
    config: descriptor(configType, "config"),
    layers: [descriptor(layerType, "base"), descriptor(layerType, "top")],
    annotations: { "com.example.built-by": "corpus" },
    ...more,
  };
}

/** That image with something else as its first layer. */
export function withLayer(more: Json): Json {
  const image = manifest();
  return { ...image, layers: [{ ...image.layers[0], ...more }, image.layers[1]] };
}

/** An artifact with one file, as 1.1 describes it. */
export function artifact(more: Json = {}) {
  return {
    schemaVersion: 2,
    mediaType: manifestType,
    artifactType: "application/vnd.example.data.v1",
    config: emptyDescriptor({ data: "e30=" }),
    layers: [descriptor("application/vnd.example.data", "file")],
    ...more,
  };
}

/** An index of one image for two platforms. */
export function index(more: Json = {}) {
  return {
    schemaVersion: 2,
    mediaType: indexType,
    manifests: [
      descriptor(manifestType, "amd64", { platform: { architecture: "amd64", os: "linux" } }),
      descriptor(manifestType, "arm", { platform: { architecture: "arm", os: "linux", variant: "v7" } }),
    ],
    annotations: { "com.example.built-by": "corpus" },
    ...more,
  };
}

/** That index with something else as its first entry. */
export function withEntry(more: Json): Json {
  const image = index();
  return { ...image, manifests: [{ ...image.manifests[0], ...more }, image.manifests[1]] };
}

/** That index with another platform in its first entry. */
export function withPlatform(more: Json): Json {
  return withEntry({ platform: { architecture: "amd64", os: "linux", ...more } });
}

/** A configuration of an image of two layers. */
export function config(more: Json = {}) {
  return {
    created: "2024-02-29T12:00:00.5+01:00",
    author: "Corpus <corpus@example.com>",
    architecture: "amd64",
    os: "linux",
    config: {
      User: "1000:1000",
      ExposedPorts: { "80/tcp": {} },
      Env: ["PATH=/usr/bin", "EMPTY="],
      Entrypoint: ["/bin/server"],
      Cmd: ["--verbose"],
      Volumes: { "/data": {} },
      WorkingDir: "/",
      Labels: { "com.example.label": "value" },
      StopSignal: "SIGRTMIN+3",
    },
    rootfs: { type: "layers", diff_ids: [digestOf("one"), digestOf("two")] },
    history: [
      { created: "2024-02-29T11:00:00Z", created_by: "ADD base" },
      { created: "2024-02-29T11:30:00Z", created_by: "ENV EMPTY=", empty_layer: true },
      { created: "2024-02-29T12:00:00Z", created_by: "COPY top", comment: "corpus" },
    ],
    ...more,
  };
}

/** That configuration with other execution defaults. */
export function withExecution(more: Json): Json {
  const image = config();
  return { ...image, config: { ...image.config, ...more } };
}

/** The object without a member. */
export function without(object: object, name: string): Json {
  const { [name]: _, ...rest } = object as Json;
  return rest;
}
