import { createHash } from "node:crypto";
import { isBase64 } from "../../schemas/pattern.ts";
import { emptyType, plainType } from "./media-types.ts";
import { type Observation, type Rule, shown, stringsIn, within } from "./observation.ts";
import type { Part } from "./parts.ts";

/** Algorithms that a version registers, and how long their hash is in hex. */
const registered = new Map([
  ["sha256", 64],
  ["sha512", 128],
  ["blake3", 64],
]);
/** Far more than any algorithm needs; what is longer is not read. */
const longest = 1024;
const hashable = new Set(["sha256", "sha512"]);
const empty = "{}";

/** What descriptors say, as far as that shows without the content: algorithm, urls, embedded data, the empty type. */
export const descriptors: Rule = function* (document) {
  for (const part of document.parts) {
    if (part.kind !== "descriptor" && part.kind !== "entry") continue;
    yield* algorithm(part, document.spec === "edge");
    yield* urls(part);
    if (document.spec === "1.0") yield* reservedData(part);
    else {
      const broken = [...embedded(part)];
      yield* broken;
      yield* emptyContent(part, broken.length === 0);
    }
  }
};

/** Algorithm and encoded part of a digest of the right form; undefined for any other. */
export function digestParts(digest: unknown): { algorithm: string; encoded: string } | undefined {
  if (
    typeof digest !== "string" ||
    digest.length > longest ||
    !/^[a-z0-9]+(?:[+._-][a-z0-9]+)*:[a-zA-Z0-9=_-]+$/.test(digest)
  )
    return undefined;
  const [algorithm = "", encoded = ""] = digest.split(":");
  const length = registered.get(algorithm);
  const sound = length === undefined || (encoded.length === length && /^[a-f0-9]+$/.test(encoded));
  return sound ? { algorithm, encoded } : undefined;
}

function* algorithm({ value: { digest }, pointer }: Part, knowsBlake3: boolean): Iterable<Observation> {
  const algorithm = digestParts(digest)?.algorithm;
  if (algorithm === undefined || algorithm === "sha256") return;
  const known = algorithm === "sha512" || (algorithm === "blake3" && knowsBlake3);
  yield {
    requirement: known ? "image.descriptor.digest-prefer-sha256" : "image.descriptor.digest-unknown-algorithm",
    pointer: within(pointer, "digest"),
    message: known
      ? `The digest is of ${algorithm}; sha256 is what every client knows`
      : `The digest is of ${algorithm}, which the spec does not register: the content cannot be verified`,
    expected: "a digest of sha256",
    found: shown(digest),
    advice: "Use sha256 where all clients should be able to verify the content.",
    severity: "info",
  };
}

function* urls({ value, pointer }: Part): Iterable<Observation> {
  for (const { text, index } of stringsIn(value.urls)) {
    const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(text)?.[1]?.toLowerCase();
    if (scheme === undefined || scheme === "http" || scheme === "https") continue;
    yield {
      requirement: "image.descriptor.urls-http",
      pointer: within(within(pointer, "urls"), index),
      message: `The URL has the scheme ${scheme}`,
      expected: "a URL with http or https",
      found: shown(text),
      advice: "Offer the content over https: clients fetch no other URLs.",
    };
  }
}

function* reservedData({ value, pointer }: Part): Iterable<Observation> {
  if (!("data" in value)) return;
  yield {
    requirement: "image.descriptor.data-reserved",
    pointer: within(pointer, "data"),
    message: '"data" is reserved in 1.0',
    expected: 'no "data"',
    found: shown(value.data),
    advice: "Leave it out for readers of 1.0; later versions embed content there.",
    severity: "warning",
  };
}

/** Embedded content against digest and size; needs no blob. */
function* embedded({ value: { data, digest, size }, pointer }: Part): Iterable<Observation> {
  if (typeof data !== "string" || !isBase64(data)) return;
  const place = within(pointer, "data");
  const content = Buffer.from(data, "base64");
  if (content.toString("base64") !== data)
    yield {
      requirement: "image.descriptor.data-base64",
      pointer: place,
      message: "The last character of data holds bits that nothing decodes",
      expected: shown(content.toString("base64")),
      found: shown(data),
      advice: "Encode the content anew.",
      severity: "warning",
    };
  if (typeof size === "number" && Number.isInteger(size) && size >= 0 && size !== content.length)
    yield {
      requirement: "image.descriptor.data-matches-size",
      pointer: place,
      message: "The embedded data has another length than size says",
      expected: `${size} bytes`,
      found: `${content.length} bytes`,
      advice: "Embed the content that digest and size are of.",
    };
  const parts = digestParts(digest);
  if (!parts || !hashable.has(parts.algorithm)) return;
  const actual = createHash(parts.algorithm).update(content).digest("hex");
  if (actual !== parts.encoded)
    yield {
      requirement: "image.descriptor.data-matches-digest",
      pointer: place,
      message: "The embedded data has another digest than the descriptor",
      expected: shown(digest),
      found: `${parts.algorithm}:${actual}`,
      advice: "Embed the content that the digest is of: a reader may take either.",
    };
}

/** The empty type stands for the two bytes {}. */
function* emptyContent({ value, pointer }: Part, dataAgrees: boolean): Iterable<Observation> {
  const { mediaType, digest, size, data } = value;
  if (typeof mediaType !== "string" || plainType(mediaType) !== emptyType) return;
  const parts = digestParts(digest);
  const rightDigest = !parts || !hashable.has(parts.algorithm) || parts.encoded === hashOf(parts.algorithm);
  if (!rightDigest || (typeof size === "number" && size !== empty.length))
    yield {
      requirement: "image.manifest.empty-descriptor-content",
      pointer,
      message: "The descriptor has the empty type, and is not of the two bytes {}",
      expected: `size 2 and sha256:${hashOf("sha256")}`,
      found: `size ${shown(size)} and ${shown(digest)}`,
      advice: "Refer to the two bytes {}, without a line break.",
    };
  else if (dataAgrees && typeof data === "string" && isBase64(data) && data !== "e30=")
    yield {
      requirement: "image.manifest.empty-descriptor-data",
      pointer: within(pointer, "data"),
      message: "The data of the empty type is not {}",
      expected: '"e30="',
      found: shown(data),
      advice: 'Write "data": "e30=", or leave it out.',
    };
}

function hashOf(algorithm: string): string {
  return createHash(algorithm).update(empty).digest("hex");
}
