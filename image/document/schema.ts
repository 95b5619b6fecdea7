import { type Violation, violations } from "../../schemas/violations.ts";
import { type ImageRequirementId, imageRequirementOf } from "../../specs/image-catalogue.ts";
import { specVersions } from "../../specs/model.ts";
import type { DocumentKind } from "./kind.ts";
import { type JsonDocument, type Observation, type Rule, shown } from "./observation.ts";
import { isUnknownTo } from "./parts.ts";

const schemaOf = {
  descriptor: "descriptor",
  manifest: "manifest",
  "docker-manifest": "manifest",
  index: "index",
  "docker-manifest-list": "index",
  config: "config",
  layout: "layout",
} as const satisfies Partial<Record<DocumentKind, string>>;

/** Members that Docker's documents do not have, and a type that is not theirs. */
const ociOnly = new Set(["mediaType", "artifactType", "subject", "annotations"]);

/** What else weighs less or more than the catalogue says. */
const severities: Partial<Record<ImageRequirementId, Observation["severity"]>> = {
  // The catalogue speaks of the value; the type matters more.
  "image.config.variant": "warning",
  "image.config.args-escaped": "warning",
};

/** What the document's schema refuses. */
export const schema: Rule = function* (document) {
  if (document.kind === "unknown") return;
  const found = violations(schemaOf[document.kind], document.value).filter((each) => !passedOver(document, each));
  const mistyped = new Set(found.filter(({ keyword }) => keyword === "type").map(({ pointer }) => pointer));
  const malformed = new Set(found.filter((each) => each.requirements.some(isGrammar)).map(({ pointer }) => pointer));
  const seen = new Set<string>();
  for (const violation of found) {
    // What has the wrong type has no right value either.
    if (violation.keyword !== "type" && mistyped.has(violation.pointer)) continue;
    const requirement = requirementOf(violation, document);
    if (requirement === undefined) continue;
    // What is no digest at all has no form of an algorithm either.
    if (/digest-\w+-(?:form|hex)$/.test(requirement) && malformed.has(violation.pointer)) continue;
    const key = `${requirement} ${violation.pointer}`;
    if (seen.has(key)) continue;
    seen.add(key);
    yield {
      requirement,
      ...describe(violation),
      ...(severities[requirement] && { severity: severities[requirement] }),
    };
  }
};

function isGrammar(id: string): boolean {
  return id === "image.descriptor.digest-grammar";
}

function passedOver({ kind, spec }: JsonDocument, { pointer, missing }: Violation): boolean {
  const [, first = missing ?? ""] = pointer.split("/");
  return (kind.startsWith("docker-") && ociOnly.has(first)) || isUnknownTo(spec, "", first);
}

/** The requirement that is broken; undefined where the version says none of those that it could be. */
function requirementOf({ requirements, nullRequirement }: Violation, { spec }: JsonDocument) {
  const said = (requirements as readonly ImageRequirementId[]).find((id) => {
    const { levels } = imageRequirementOf(id);
    return levels[spec] !== null || specVersions.every((version) => levels[version] === null);
  });
  return said === undefined ? undefined : ((nullRequirement as ImageRequirementId | undefined) ?? said);
}

function describe({ pointer, keyword, missing, expected, value, message }: Violation) {
  if (keyword === "required")
    return {
      pointer,
      message: `"${missing}" is missing`,
      expected,
      found: `no "${missing}"`,
      advice: `Add "${missing}".`,
    };
  return {
    pointer,
    message: `${named(pointer)} ${keyword === "type" ? "has the wrong type" : "has a wrong value"}: it ${message}`,
    expected,
    found: shown(value),
    advice: adviceFor(pointer, value, expected),
  };
}

function adviceFor(pointer: string, value: unknown, expected: string): string {
  if (pointer === "/schemaVersion" && value === 1)
    return "Convert the image: a document of schemaVersion 1 is a Docker schema 1 manifest, which nobody should make any more.";
  if (value === null && /\/(?:layers|manifests|diff_ids)$/.test(pointer))
    return "Write [] for an empty list; Go writes null for a nil slice.";
  if (value === null) return "Leave the member out where there is nothing to say.";
  return `Write ${expected}.`;
}

/** The last step of a pointer as people say it: a quoted name, or an item of one. */
function named(pointer: string): string {
  const steps = pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
  const last = steps.at(-1);
  if (last === undefined) return "The document";
  return /^\d+$/.test(last) && steps.length > 1 ? `Item ${last} of "${steps.at(-2)}"` : JSON.stringify(last);
}
