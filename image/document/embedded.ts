import { isBase64 } from "../../schemas/pattern.ts";
import { digestParts, hexOf, isHashable } from "./digest.ts";
import { emptyType, plainType } from "./media-types.ts";
import { type Observation, shown, within } from "./observation.ts";
import type { Part } from "./parts.ts";

/** What content of the empty type is. */
const empty = "{}";

/** 1.0 keeps the member for later. */
export function* reservedData({ value, pointer }: Part): Iterable<Observation> {
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
export function* embedded({ value: { data, digest, size }, pointer }: Part): Iterable<Observation> {
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
  if (!parts || !isHashable(parts.algorithm)) return;
  const actual = hexOf(content, parts.algorithm);
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
export function* emptyContent({ value, pointer }: Part, dataAgrees: boolean): Iterable<Observation> {
  const { mediaType, digest, size, data } = value;
  if (typeof mediaType !== "string" || plainType(mediaType) !== emptyType) return;
  const parts = digestParts(digest);
  const rightDigest = !parts || !isHashable(parts.algorithm) || parts.encoded === hexOf(empty, parts.algorithm);
  if (!rightDigest || (typeof size === "number" && size !== empty.length))
    yield {
      requirement: "image.manifest.empty-descriptor-content",
      pointer,
      message: "The descriptor has the empty type, and is not of the two bytes {}",
      expected: `size 2 and sha256:${hexOf(empty, "sha256")}`,
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
