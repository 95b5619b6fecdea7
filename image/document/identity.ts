import { shapeOf } from "./kind.ts";
import { dockerListType, dockerManifestType, indexType, knownTypes, manifestType } from "./media-types.ts";
import { type JsonDocument, type Observation, type Rule, shown } from "./observation.ts";

const constants = {
  manifest: manifestType,
  index: indexType,
  "docker-manifest": dockerManifestType,
  "docker-manifest-list": dockerListType,
} as const;

/** Whether the document is a manifest or an index, says so, and is what it was referred to as. */
export const identity: Rule = function* (document) {
  const { kind } = document;
  if (!isTyped(kind)) return;
  const confused = [...confusion(document)];
  yield* confused;
  yield* ownType(document, constants[kind], confused.length > 0);
};

function isTyped(kind: JsonDocument["kind"]): kind is keyof typeof constants {
  return Object.hasOwn(constants, kind);
}

/** Whether index.json is no index but something else: then only this is said of it. */
export function isForeignEntry({ kind, path, value }: JsonDocument): boolean {
  return kind === "index" && isLayoutEntry(path) && !("manifests" in value) && shapeOf(value) !== "unknown";
}

export function foreignEntry({ value }: JsonDocument): Observation {
  return {
    requirement: "image.layout.index-is-index",
    pointer: "",
    message: "index.json is not an image index",
    expected: 'an image index, with "manifests"',
    found: `what looks like a ${shapeOf(value)}`,
    advice: "Put the document among the blobs, and a descriptor of it into an index.",
  };
}

/** Whether a path is that of the entry of a layout. */
export function isLayoutEntry(path: string): boolean {
  return path === "index.json" || path.endsWith("/index.json");
}

function* confusion({ kind, value }: JsonDocument): Iterable<Observation> {
  const manifest = kind.endsWith("manifest");
  const foreign = (manifest ? ["manifests", "fsLayers"] : ["config", "layers"]).filter((name) => name in value);
  if (foreign.length === 0) return;
  const named = foreign.map((name) => `"${name}"`).join(" and ");
  const settled = typeof value.mediaType === "string";
  yield {
    requirement: manifest ? "image.json.type-confusion" : "image.json.index-with-manifest-members",
    pointer: "",
    message: `${manifest ? "A manifest" : "An index"} has ${named}, too${settled ? "" : ", and does not say what it is"}`,
    expected: manifest ? 'a manifest without "manifests" and "fsLayers"' : 'an index without "config" and "layers"',
    found: named,
    advice: `Remove ${named}: one reader could take the document for another kind than the next (CVE-2021-41190).`,
    severity: settled ? "warning" : "error",
  };
}

function* ownType(
  { kind, path, spec, value, declared }: JsonDocument,
  constant: string,
  confused: boolean,
): Iterable<Observation> {
  const own = value.mediaType;
  const docker = kind.startsWith("docker-");
  const wrong = (message: string, expected: string, advice: string): Observation => ({
    requirement: "image.manifest.media-type-matches-descriptor",
    pointer: own === undefined ? "" : "/mediaType",
    message,
    expected,
    found: shown(own),
    advice,
  });
  if (docker && own !== constant)
    yield wrong(
      "A Docker document names another mediaType than its own",
      constant,
      `Write "mediaType": "${constant}".`,
    );
  else if (own === constant && declared !== undefined && declared !== constant && knownTypes.has(declared))
    yield wrong(
      "mediaType is not the type that the document was referred to with",
      declared,
      "Give the document and what refers to it one media type.",
    );
  else if (!docker && own === undefined && !confused)
    yield {
      requirement: kind === "index" ? "image.index.media-type-present" : "image.manifest.media-type-present",
      pointer: "",
      message: "The document does not name its own mediaType",
      expected: `"mediaType": "${constant}"`,
      found: "no mediaType",
      advice: `Add "mediaType": "${constant}", so that nobody can take the document for another kind.`,
      // Layouts of many tools have an entry without it, and so have all images of the time before 1.0.2.
      ...(isLayoutEntry(path) || spec === "1.0" ? { severity: "info" } : {}),
    };
}
