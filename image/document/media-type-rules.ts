import { closest, distance } from "fastest-levenshtein";
import { knownTypes, plainType, roleOf, typeKnownTo } from "./media-types.ts";
import { type JsonDocument, type Observation, type Rule, shown, within } from "./observation.ts";
import type { Part, PartKind } from "./parts.ts";

const ociTypes = [...knownTypes].filter(([, { family }]) => family === "oci").map(([name]) => name);

/** What has a mediaType. */
const typed = new Set<PartKind>(["manifest", "index", "descriptor", "entry"]);

/** Media types of descriptors: whether there is such a type, and whether its content belongs there. */
export const mediaTypes: Rule = function* (document) {
  for (const part of document.parts) {
    const { kind, pointer, value } = part;
    if ((kind !== "descriptor" && kind !== "entry") || typeof value.mediaType !== "string") continue;
    yield* registered(part, value.mediaType, document);
    yield* role(pointer, value.mediaType);
  }
  yield* docker(document);
};

/** Once for the document: all of Docker's types are as good as those of the spec. */
function* docker({ kind, parts }: JsonDocument): Iterable<Observation> {
  const found = parts.find(({ kind, value }) => kind !== undefined && typed.has(kind) && isOfDocker(value.mediaType));
  if (!found) return;
  yield {
    requirement: "image.media-type.docker-equivalents",
    pointer: "",
    message: kind.startsWith("docker-")
      ? "The document is Docker's, and judged as such"
      : "The document refers to content by Docker's media types",
    expected: "media types of OCI",
    found: shown(found.value.mediaType),
    advice: "Nothing needs to be done: every client takes both.",
  };
}

function* registered({ pointer }: Part, mediaType: string, { spec }: JsonDocument): Iterable<Observation> {
  if (!plainType(mediaType).startsWith("application/vnd.oci.") || mediaType.includes(";")) return;
  const known = typeKnownTo(spec, mediaType);
  if (known && mediaType === plainType(mediaType)) return;
  const later = knownTypes.has(mediaType);
  const near = closest(plainType(mediaType), ociTypes);
  yield {
    requirement: "image.media-type.known",
    pointer: within(pointer, "mediaType"),
    message: later ? `The media type is not one of ${spec}; a later version has it` : "The spec has no such media type",
    expected: later
      ? `a media type of ${spec}`
      : distance(plainType(mediaType), near) <= 12
        ? near
        : "a media type of the spec, or one outside vnd.oci",
    found: shown(mediaType),
    advice: later ? "Nothing needs to be done for readers of a later version." : "Write the type as the spec has it.",
    ...(later ? { severity: "info" } : {}),
  };
}

/** Configurations, layers and subjects; in an index anything may stand, as caches of builders show. */
function* role(pointer: string, mediaType: string): Iterable<Observation> {
  const found = roleOf(mediaType);
  if (found === undefined || found === "empty") return;
  if (pointer === "/subject" && (found === "config" || found === "layer"))
    yield misplaced("image.manifest.subject-is-manifest", pointer, "subject", "a manifest or an index", mediaType);
  if (pointer === "/config" && found !== "config")
    yield misplaced("image.media-type.role", pointer, "config", "a configuration", mediaType);
  if (/^\/layers\/\d+$/.test(pointer) && found !== "layer")
    yield misplaced("image.media-type.role", pointer, "layers", "a layer", mediaType);
}

function misplaced(
  requirement: Observation["requirement"],
  pointer: string,
  where: string,
  expected: string,
  mediaType: string,
): Observation {
  return {
    requirement,
    pointer: within(pointer, "mediaType"),
    message: `"${where}" refers to what by its type is no such thing`,
    expected,
    found: shown(mediaType),
    advice: "Refer to the right content, or give it its true type.",
  };
}

function isOfDocker(mediaType: unknown): boolean {
  return typeof mediaType === "string" && knownTypes.get(plainType(mediaType))?.family === "docker";
}
