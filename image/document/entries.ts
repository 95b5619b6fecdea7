import { isLayoutEntry } from "./identity.ts";
import { isMediaType, plainType, roleOf } from "./media-types.ts";
import { isObject, type Observation, objectsIn, type Rule, shown, within } from "./observation.ts";

type Entry = ReturnType<typeof objectsIn>[number];

/** What the entries of an index say beside each other. */
export const entries: Rule = function* (document) {
  const { kind, path, value } = document;
  if (kind !== "index" && kind !== "docker-manifest-list") return;
  const all = objectsIn(value.manifests);
  yield* foreignTypes(all);
  yield* attestations(all);
  if (isLayoutEntry(path)) yield* sharedNames(all);
  else yield* repeatedPlatforms(all);
};

function* foreignTypes(all: Entry[]): Iterable<Observation> {
  for (const { item, index } of all) {
    const role = roleOf(item.mediaType);
    // What no media type can be has its own finding, and so has what claims to be one of the spec.
    if (!isMediaType(item.mediaType) || role === "manifest" || role === "index") continue;
    if (role === undefined && plainType(item.mediaType).startsWith("application/vnd.oci.")) continue;
    yield {
      requirement: "image.index.manifest-type-portable",
      pointer: within(within("/manifests", index), "mediaType"),
      message: "The entry is neither a manifest nor an index",
      expected: "a manifest or an index",
      found: shown(item.mediaType),
      advice: "Nothing needs to be done if your own tools read it; others pass it over.",
    };
  }
}

/** Attestations of BuildKit name the image they are about. */
function* attestations(all: Entry[]): Iterable<Observation> {
  const digests = new Set(all.map(({ item }) => item.digest));
  for (const { item, index } of all) {
    const annotations = isObject(item.annotations) ? item.annotations : {};
    const about = annotations["vnd.docker.reference.digest"];
    if (annotations["vnd.docker.reference.type"] !== "attestation-manifest" || digests.has(about)) continue;
    yield {
      requirement: "image.index.buildkit-attestations",
      pointer: within(within(within("/manifests", index), "annotations"), "vnd.docker.reference.digest"),
      message: "The attestation is about no entry of this index",
      expected: "the digest of another entry",
      found: shown(about),
      advice: "Copy attestations along with their images, or drop both.",
      severity: "warning",
    };
  }
}

/** In index.json many tags share platforms and even names; that is worth a word at most. */
function* sharedNames(all: Entry[]): Iterable<Observation> {
  const seen = new Set<unknown>();
  for (const { item, index } of all) {
    const name = isObject(item.annotations) ? item.annotations["org.opencontainers.image.ref.name"] : undefined;
    if (typeof name !== "string") continue;
    if (seen.has(name))
      yield {
        requirement: "image.layout.ref-name-free",
        pointer: within(within(within("/manifests", index), "annotations"), "org.opencontainers.image.ref.name"),
        message: "Another entry has the same name",
        expected: "a name of its own, where tools look entries up by it",
        found: shown(name),
        advice: "Nothing needs to be done where the platforms differ.",
      };
    seen.add(name);
  }
}

function* repeatedPlatforms(all: Entry[]): Iterable<Observation> {
  const first = new Map<string, Entry>();
  for (const entry of all) {
    const { platform, mediaType, artifactType, digest } = entry.item;
    if (!isObject(platform) || roleOf(mediaType) !== "manifest" || artifactType !== undefined) continue;
    if (platform.os === "unknown") continue;
    const key = JSON.stringify(
      ["os", "architecture", "variant", "os.version", "os.features"].map((name) => platform[name] ?? null),
    );
    const earlier = first.get(key);
    if (!earlier) first.set(key, entry);
    else if (earlier.item.digest !== digest) yield hidden(entry, earlier);
  }
}

function hidden({ index, item }: Entry, earlier: Entry): Observation {
  return {
    requirement: "image.index.first-match",
    pointer: within(within("/manifests", index), "platform"),
    message: `Entry ${earlier.index} has the same platform, and clients take the first that fits`,
    expected: "one image per platform",
    found: shown(item.platform),
    advice: "Remove the entry, or tell the two apart by variant or os.version.",
  };
}
