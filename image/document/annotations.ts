import { valueRules } from "./annotation-values.ts";
import { isLayoutEntry } from "./identity.ts";
import { type JsonDocument, type Observation, type Rule, shown, within } from "./observation.ts";
import type { Part } from "./parts.ts";
import { reservedKey } from "./reserved-keys.ts";

const refName = "org.opencontainers.image.ref.name";

/** Keys of annotations and of a configuration's labels, and the values of those that the spec defines. */
export const annotations: Rule = function* (document) {
  const plain: string[] = [];
  for (const part of document.parts) {
    if (part.kind !== "annotations" && part.kind !== "labels") continue;
    const isLabels = part.kind === "labels";
    for (const [key, value] of Object.entries(part.value)) {
      if (typeof value !== "string") continue;
      const pointer = within(part.pointer, key);
      yield* reserved(key, pointer, isLabels, document);
      yield* place(key, pointer, document);
      yield* valueRules(key, value, pointer, { isLabel: isLabels, spec: document.spec });
      if (!isLabels && !isReverseDomain(key)) plain.push(pointer);
    }
    if (!isLabels && document.spec !== "1.0") yield* basePair(part);
  }
  if (plain.length > 0) yield notReverseDomain(plain);
};

function* reserved(key: string, pointer: string, isLabel: boolean, { spec }: JsonDocument): Iterable<Observation> {
  const known = reservedKey(key, spec);
  if (known === undefined || known.state === "defined") return;
  const later = known.state === "later";
  yield {
    requirement: known.image ? "image.annotations.reserved-image-prefix" : "image.annotations.reserved-prefix",
    pointer,
    message: later ? `The key ${key} came after ${spec}` : `The key ${shown(key)} is reserved, and nothing defines it`,
    expected: known.near ?? "a key that the Open Container Initiative defined",
    found: shown(key),
    advice: later
      ? "Nothing needs to be done for readers of a later version."
      : known.near
        ? `Write "${known.near}".`
        : "Choose a key below a domain of your own.",
    ...(later || isLabel ? { severity: "info" } : {}),
  };
}

/** ref.name means something only in the entries of index.json. */
function* place(key: string, pointer: string, { path }: JsonDocument): Iterable<Observation> {
  if (key !== refName || (isLayoutEntry(path) && /^\/manifests\/\d+\/annotations\//.test(pointer))) return;
  yield {
    requirement: "image.layout.ref-name-place",
    pointer,
    message: `${refName} means nothing here`,
    expected: "the key on descriptors in index.json of a layout",
    found: shown(key),
    advice: "Leave it out; tools look for it in index.json only.",
  };
}

function* basePair({ value, pointer }: Part): Iterable<Observation> {
  const [name, digest] = ["org.opencontainers.image.base.name", "org.opencontainers.image.base.digest"] as const;
  if (!(name in value) || digest in value) return;
  yield {
    requirement: "image.annotations.base-pair",
    pointer: within(pointer, name),
    message: "The name of the base stands without its digest",
    expected: digest,
    found: shown(value[name]),
    advice: `Add "${digest}": what a name refers to changes.`,
  };
}

function isReverseDomain(key: string): boolean {
  return /^[a-z0-9][a-z0-9-]*\./.test(key);
}

function notReverseDomain(pointers: string[]): Observation {
  const [first = "", ...others] = pointers;
  const keys = pointers.map((pointer) => pointer.split("/").at(-1)?.replaceAll("~1", "/").replaceAll("~0", "~"));
  return {
    requirement: "image.annotations.reverse-domain",
    pointer: first,
    message:
      others.length > 0 ? `${pointers.length} keys do not begin with a domain` : "The key does not begin with a domain",
    expected: "keys such as com.example.key",
    found: shown(keys),
    advice: "Put a domain of your own in front of your keys, so that they meet nobody else's.",
  };
}
