import { type Violation, violations } from "../../schemas/violations.ts";
import { type ImageRequirementId, imageRequirementOf } from "../../specs/image-catalogue.ts";
import { specVersions } from "../../specs/model.ts";
import type { JsonDocument, Observation, Rule } from "./observation.ts";
import { isUnknownTo, rootOf } from "./parts.ts";
import { wordsFor } from "./schema-words.ts";

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
  const found = violations(rootOf[document.kind], document.value).filter((each) => !passedOver(document, each));
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
      ...wordsFor(violation),
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
