import type { ImageRequirement, Severity } from "../specs/image-model.ts";
import { type Level, type SpecVersion, specVersions } from "../specs/model.ts";

const weight: Record<Severity, number> = { error: 2, warning: 1, info: 0 };

/** What breaking a keyword weighs at most. */
const atMost: Record<Level, Severity> = {
  MUST: "error",
  MUST_NOT: "error",
  SHOULD: "warning",
  SHOULD_NOT: "warning",
  MAY: "warning",
};

/**
 * What a finding weighs: what the check asks for (else what the catalogue has), but no more than the level of the
 * version allows. Without a keyword it is a warning at most, except where the catalogue says error: content that is
 * not what it claims to be. A version that does not say what another does warns at most.
 */
export function severityOf(requirement: ImageRequirement, spec: SpecVersion, asked = requirement.report): Severity {
  const { levels, basis, report } = requirement;
  const level = levels[spec];
  if (level === null) return binds(requirement) ? weaker(asked, "warning") : asked;
  if (basis !== "keyword") return weaker(asked, report === "error" ? "error" : "warning");
  return weaker(asked, atMost[level]);
}

/** Whether any version of the spec asks for it: else a finding is advice on security or practice. */
export function binds({ levels }: ImageRequirement): boolean {
  return specVersions.some((version) => levels[version] !== null);
}

function weaker(a: Severity, b: Severity): Severity {
  return weight[a] < weight[b] ? a : b;
}
