import type { DocumentKind } from "../document/kind.ts";
import { isImageConfigType, mediaTypes } from "../media-types.ts";
import { objectIn, textIn } from "./json.ts";

/** By the document's own type where it names one that we know: whether the descriptor agrees is a question of its own. */
export function kindOf(mediaType: string, bytes: Buffer): DocumentKind {
  if (isImageConfigType(mediaType)) return "config";
  return ownKind(bytes) ?? kinds.get(mediaType) ?? "unknown";
}

const kinds = new Map<string, DocumentKind>([
  [mediaTypes.index, "index"],
  [mediaTypes.manifest, "manifest"],
  [mediaTypes.dockerList, "docker-manifest-list"],
  [mediaTypes.dockerManifest, "docker-manifest"],
]);

/** The kind that a document calls itself; undefined when it names none that we know. */
export function ownKind(bytes: Buffer): DocumentKind | undefined {
  return kinds.get(ownType(bytes));
}

function ownType(bytes: Buffer): string {
  try {
    return textIn(objectIn(JSON.parse(bytes.toString("utf8")))?.mediaType)?.toLowerCase() ?? "";
  } catch {
    return "";
  }
}
