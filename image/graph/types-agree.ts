import type { DocumentKind } from "../document/kind.ts";
import type { Context } from "./context.ts";
import type { Reference } from "./descriptor.ts";
import { type Json, textIn } from "./json.ts";

/**
 * A document that names its own type names the one that it is referred to by (image-spec, manifest.md and image-index.md,
 * `mediaType`). Configs have no such member: one of that name there means something else.
 */
export function mediaTypeAgrees({ findings }: Context, { descriptor, path }: Reference, value: Json): void {
  const own = textIn(value.mediaType);
  if (own === undefined || "rootfs" in value || own.toLowerCase() === descriptor.mediaType) return;
  const requirement = "image.manifest.media-type-matches-descriptor";
  if (findings.has(requirement, path)) return;
  findings.say(path, {
    requirement,
    severity: "error",
    message: "The document calls itself something else than the descriptor that leads to it",
    expected: descriptor.mediaType,
    found: own,
    advice: "Write the same media type in both: readers that trust one or the other see different content.",
  });
}

/** The Content-Type that a registry gives agrees with what the document is (image-spec, media-types.md, conflicts). */
export function contentTypeAgrees(
  { findings }: Context,
  { path, contentType, value }: { path: string; contentType: string | undefined; value: Json },
): void {
  const own = textIn(value.mediaType)?.toLowerCase();
  if (contentType === undefined || own === undefined || own === contentType) return;
  findings.say(path, {
    requirement: "image.media-type.conflict",
    severity: "warning",
    message: "The registry hands the document out under another media type",
    expected: own,
    found: `Content-Type: ${contentType}`,
    advice: "Push it again with its own media type as Content-Type.",
  });
}

/** Nobody said what a document is, itself included: by its members it may be taken for something else. */
export function inferredKind(
  { findings }: Context,
  { path, kind, value }: { path: string; kind: DocumentKind; value: Json | undefined },
): void {
  if ((kind !== "manifest" && kind !== "index") || value === undefined || textIn(value.mediaType) !== undefined) return;
  findings.say(path, {
    requirement: "image.json.type-unidentifiable",
    severity: "warning",
    message: "Nothing says what the document is",
    expected: "a mediaType, in it or with it",
    found: `members that make it ${kind === "index" ? "an index" : "a manifest"}`,
    advice: "Write its mediaType into it, or say what it is with --as.",
  });
}
