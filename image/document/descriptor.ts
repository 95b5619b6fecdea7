import { isAfter } from "../../specs/versions.ts";
import { digestParts } from "./digest.ts";
import { embedded, emptyContent, reservedData } from "./embedded.ts";
import { type Observation, type Rule, shown, stringsIn, within } from "./observation.ts";
import type { Part } from "./parts.ts";

/** What descriptors say, as far as that shows without the content: algorithm, urls, embedded data, the empty type. */
export const descriptors: Rule = function* (document) {
  for (const part of document.parts) {
    if (part.kind !== "descriptor" && part.kind !== "entry") continue;
    yield* algorithm(part, isAfter(document.spec, "1.1"));
    yield* urls(part);
    if (document.spec === "1.0") yield* reservedData(part);
    else {
      const broken = [...embedded(part)];
      yield* broken;
      yield* emptyContent(part, broken.length === 0);
    }
  }
};

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
