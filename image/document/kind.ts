import {
  dockerListType,
  dockerManifestType,
  indexType,
  knownTypes,
  manifestType,
  plainType,
  type Role,
} from "./media-types.ts";
import { isObject } from "./observation.ts";

/** What a JSON document is, and so by which rules it is judged. */
export type DocumentKind =
  | "descriptor"
  | "manifest"
  | "index"
  | "config"
  | "layout"
  | "docker-manifest"
  | "docker-manifest-list"
  | "unknown";

const kinds: Record<Role, { oci: DocumentKind; docker: DocumentKind }> = {
  descriptor: { oci: "descriptor", docker: "unknown" },
  layout: { oci: "layout", docker: "unknown" },
  index: { oci: "index", docker: "docker-manifest-list" },
  manifest: { oci: "manifest", docker: "docker-manifest" },
  config: { oci: "config", docker: "config" },
  layer: { oci: "unknown", docker: "unknown" },
  empty: { oci: "unknown", docker: "unknown" },
};

/** Types that say no more than that it is JSON, or bytes. */
const telling = (mediaType: string) => !/^(?:application\/(?:json|octet-stream)|text\/plain)?$/.test(mediaType);

/**
 * What a document is: by the media type it was referred to with; without one by the mediaType it names, and else by
 * its members. `unknown` is opaque: a type nobody here knows, or no JSON object. Never throws.
 * @param mediaType of the descriptor or of Content-Type; parameters are passed over
 */
export function detectKind(bytes: Uint8Array, mediaType = ""): DocumentKind {
  const declared = plainType(mediaType);
  if (telling(declared)) return kindOfType(declared);
  const document = parsed(bytes);
  if (!isObject(document)) return "unknown";
  const own = typeof document.mediaType === "string" ? plainType(document.mediaType) : "";
  const named = [indexType, manifestType, dockerListType, dockerManifestType].includes(own);
  return named ? kindOfType(own) : shapeOf(document);
}

function kindOfType(mediaType: string): DocumentKind {
  const known = knownTypes.get(mediaType);
  return known ? kinds[known.role][known.family] : "unknown";
}

/** By its members. What could be a manifest and an index counts as what has more of it. */
export function shapeOf(document: Record<string, unknown>): DocumentKind {
  const has = (...names: string[]) => names.every((name) => Object.hasOwn(document, name));
  if (has("imageLayoutVersion")) return "layout";
  if (has("config", "layers")) return "manifest";
  if (has("manifests")) return "index";
  if (has("layers") || (has("config") && has("schemaVersion"))) return "manifest";
  if (has("rootfs") || has("architecture", "os")) return "config";
  if (has("mediaType", "digest") || has("digest", "size")) return "descriptor";
  return "unknown";
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
