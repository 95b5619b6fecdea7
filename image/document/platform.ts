import { goNameFor, isGoarch, isGoos, isVariant } from "./go-platforms.ts";
import { type Observation, type Rule, shown, stringsIn, within } from "./observation.ts";
import type { Part } from "./parts.ts";

/** What platforms are called, in the entries of an index and in a configuration. */
export const platforms: Rule = function* (document) {
  for (const part of document.parts) {
    if (part.kind !== "platform" && part.kind !== "config") continue;
    yield* goNames(part);
    yield* variant(part);
    yield* windowsFeatures(part);
    if (part.kind === "platform" && "features" in part.value)
      yield {
        requirement: "image.index.platform-features-reserved",
        pointer: within(part.pointer, "features"),
        message: '"features" is reserved',
        expected: 'no "features"',
        found: shown(part.value.features),
        advice: "Leave it out; Docker's manifest lists had it.",
      };
  }
};

const goMembers = [
  {
    name: "architecture",
    list: "GOARCH",
    has: isGoarch,
    index: "image.index.platform-goarch",
    config: "image.config.architecture-goarch",
  },
  { name: "os", list: "GOOS", has: isGoos, index: "image.index.platform-goos", config: "image.config.os-goos" },
] as const;

function* goNames({ kind, value, pointer }: Part): Iterable<Observation> {
  for (const { name, list, has, index, config } of goMembers) {
    const found = value[name];
    // "unknown" marks attestations.
    if (typeof found !== "string" || found === "unknown" || has(found)) continue;
    const meant = goNameFor(found);
    yield {
      requirement: kind === "config" ? config : index,
      pointer: within(pointer, name),
      message: `"${name}" is no value of ${list}`,
      expected: meant ? `"${meant}"` : `a value of ${list}`,
      found: shown(found),
      advice: meant ? `Write "${meant}".` : `Write the name that Go has for it.`,
      // Artifacts such as cosign's signatures have an image config with nothing in it.
      ...(found === "" ? { severity: "info" } : {}),
    };
  }
}

function* variant({ kind, value: { architecture, variant }, pointer }: Part): Iterable<Observation> {
  if (typeof architecture !== "string" || typeof variant !== "string" || variant === "") return;
  if (isVariant(architecture, variant) !== false) return;
  yield {
    requirement: kind === "config" ? "image.config.variant" : "image.index.platform-variant",
    pointer: within(pointer, "variant"),
    message: `The table of variants has no such variant of ${architecture}`,
    expected: `a variant of ${architecture}, as the table of variants has it`,
    found: shown(variant),
    advice: "Write it as the table in image-index.md does.",
    severity: "info",
  };
}

function* windowsFeatures({ kind, value, pointer }: Part): Iterable<Observation> {
  if (value.os !== "windows") return;
  for (const { text, index } of stringsIn(value["os.features"])) {
    if (text === "win32k") continue;
    yield {
      requirement: kind === "config" ? "image.config.os-features" : "image.index.platform-os-features",
      pointer: within(within(pointer, "os.features"), index),
      message: "The spec has no such feature for Windows",
      expected: '"win32k"',
      found: shown(text),
      advice: "Leave it out unless your runtime knows it.",
      severity: "info",
    };
  }
}
