import { answer } from "./answer.ts";
import type { Fault } from "./fault.ts";
import type { ManifestPolicy } from "./policy/manifests.ts";
import type { Registry } from "./registry.ts";
import type { RegistryRequest } from "./request.ts";

type Json = Record<string, unknown>;

/** Keeps another JSON than was pushed, where the change gives one. */
export function stores(change: (manifest: Json) => Json | undefined): Pick<ManifestPolicy, "stores"> {
  return {
    stores(bytes, mediaType) {
      const changed = change(parse(bytes) ?? {});
      return { bytes: changed ? Buffer.from(JSON.stringify(changed, null, 2)) : bytes, mediaType };
    },
  };
}

/** Keeps the text of a manifest with this replaced. */
export function replaces(pattern: RegExp, replacement: string): Pick<ManifestPolicy, "stores"> {
  return {
    stores: (bytes, mediaType) => ({
      bytes: Buffer.from(bytes.toString("utf8").replace(pattern, replacement)),
      mediaType,
    }),
  };
}

/** Keeps other layers than a manifest came with, where the change gives one. */
export function storesLayers(change: (layer: Json) => Json | undefined): Pick<ManifestPolicy, "stores"> {
  return stores((manifest) => {
    const layers = layersOf(manifest);
    const changed = layers.map(change);
    if (changed.every((layer) => layer === undefined)) return undefined;
    return { ...manifest, layers: layers.map((layer, index) => changed[index] ?? layer) };
  });
}

/** Answers that status to pushes of such manifests. */
export function refuses(status: number, such: (manifest: Json, contentType: string) => boolean): Pick<Fault, "before"> {
  return {
    before: {
      "manifest.put": async (request, registry) => {
        const manifest = parse(await bytesOf(request, registry));
        return manifest && such(manifest, request.header("content-type") ?? "") ? answer(status) : undefined;
      },
    },
  };
}

/** What is pushed, if it is not too large to be read anyway. */
export async function bytesOf({ body }: RegistryRequest, registry: Registry): Promise<Buffer> {
  return (await body.whole(registry.policy.manifests.limit(registry))) ?? Buffer.alloc(0);
}

export function parse(bytes: Buffer): Json | undefined {
  try {
    return JSON.parse(bytes.toString()) as Json;
  } catch {
    return undefined;
  }
}

export const layersOf = ({ layers }: Json) => (Array.isArray(layers) ? (layers as Json[]) : []);
