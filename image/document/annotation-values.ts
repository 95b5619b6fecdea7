import type { SpecVersion } from "../../specs/model.ts";
import { isDateTime } from "./date-time.ts";
import { digestParts } from "./digest.ts";
import { isLicenseExpression } from "./license-expression.ts";
import { type Observation, shown } from "./observation.ts";

interface ValueRule {
  requirement: Observation["requirement"];
  holds: (value: string) => boolean;
  message: string;
  expected: string;
  advice: string;
  /** Labels of a configuration are held to it, too. */
  labels?: true;
  /** Not in 1.0. */
  since?: "1.1";
  severity?: Observation["severity"];
}

/** Longer than any reference: what is longer is none. */
const longest = 4096;

const url: ValueRule = {
  requirement: "image.annotations.urls",
  holds: (value) => value === "" || /^git@[^:\s]+:\S+$/.test(value) || URL.canParse(value),
  message: "The value is no URL",
  expected: "an absolute URL",
  advice: "Write the whole URL, with its scheme.",
};

const rules = new Map<string, ValueRule[]>(
  Object.entries({
    created: [
      {
        requirement: "image.annotations.created",
        holds: isDateTime,
        message: "The value is no date and time of RFC 3339",
        expected: "a value such as 2024-02-29T12:00:00Z",
        advice: "Write date, time and offset.",
        labels: true,
      },
    ],
    url: [url],
    documentation: [url],
    source: [url],
    licenses: [
      {
        requirement: "image.annotations.licenses",
        holds: (value) => value === "" || isLicenseExpression(value),
        message: "The value is no SPDX license expression",
        expected: "an expression such as MIT OR Apache-2.0",
        advice: "Use the identifiers of the SPDX list, joined by AND, OR and WITH.",
      },
    ],
    title: [
      {
        requirement: "image.annotations.freeform",
        holds: (value) => !/^[\\/]|^[A-Za-z]:[\\/]|(?:^|[\\/])\.\.(?:[\\/]|$)/.test(value),
        message: "The title is a path that leads out of its folder, and some tools name files by it",
        expected: "a title without .. and without a root",
        advice: "Write a plain file name.",
        severity: "warning",
      },
    ],
    "ref.name": [
      {
        requirement: "image.annotations.ref-name-charset",
        holds: (value) => /^[A-Za-z0-9._:@/+-]*$/.test(value),
        message: "The name has characters that references do not have",
        expected: "letters, digits and - . _ : @ / +",
        advice: "Write a tag or a reference.",
      },
      {
        requirement: "image.annotations.ref-name-grammar",
        holds: (value) => !/^[A-Za-z0-9._:@/+-]*$/.test(value) || isRefName(value),
        message: "The name is no reference: separators stand alone, and between letters or digits",
        expected: "components of letters and digits, joined by one of - . _ : @ + or by --",
        advice: "Write a tag or a reference.",
      },
    ],
    "base.digest": [
      {
        requirement: "image.annotations.base-digest",
        holds: (value) => digestParts(value) !== undefined,
        message: "The value is no digest",
        expected: "a digest such as sha256: and 64 hex characters",
        advice: "Write the digest of the manifest of the base.",
        since: "1.1",
      },
    ],
    "base.name": [
      {
        requirement: "image.annotations.base-name",
        holds: isFullReference,
        message: "The value is no reference that names its registry",
        expected: "a reference such as registry.example.com/my-org/my-image:tag",
        advice: "Write the registry, too: the default differs between tools.",
        since: "1.1",
      },
    ],
  } satisfies Record<string, ValueRule[]>).map(([name, list]) => [`org.opencontainers.image.${name}`, list]),
);

/** What the value of a key should be, where the spec says so. */
export function* valueRules(
  key: string,
  value: string,
  pointer: string,
  { isLabel, spec }: { isLabel: boolean; spec: SpecVersion },
): Iterable<Observation> {
  for (const rule of rules.get(key) ?? []) {
    if ((isLabel && !rule.labels) || (rule.since !== undefined && spec === "1.0") || rule.holds(value)) continue;
    const { requirement, message, expected, advice, severity } = rule;
    yield { requirement, pointer, message, expected, found: shown(value), advice, ...(severity ? { severity } : {}) };
  }
}

function isRefName(value: string): boolean {
  return (
    value.length <= longest &&
    value.split("/").every((component) => /^[A-Za-z0-9]+(?:(?:[-._:@+]|--)[A-Za-z0-9]+)*$/.test(component))
  );
}

/** By the grammar of references, its first component being a host. */
function isFullReference(value: string): boolean {
  if (value.length > longest) return false;
  const [host = "", ...path] = value.split("/");
  if (
    !/^(?:[A-Za-z0-9.-]+(?::[0-9]+)|[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+|localhost|\[[0-9a-fA-F:]+\](?::[0-9]+)?)$/.test(
      host,
    )
  )
    return false;
  return /^[a-z0-9]+(?:[._-]+[a-z0-9]+)*(?:\/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*(?::\w[\w.-]{0,127})?(?:@[a-z0-9+._-]+:[\w=-]+)?$/.test(
    path.join("/"),
  );
}
