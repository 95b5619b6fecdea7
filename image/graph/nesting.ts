import { skip } from "./content.ts";
import type { Context } from "./context.ts";
import type { Reference } from "./descriptor.ts";

/** Says that an index leads back to itself. */
export function circle(context: Context, reference: Reference): undefined {
  context.findings.say(reference.path, {
    requirement: "image.index.acyclic",
    severity: "error",
    message: "The index leads back to itself",
    expected: "indexes and manifests that form no circle",
    found: reference.descriptor.digest,
    advice: "Leave the entry out: with true digests there is no such circle.",
  });
  return skip(context, reference, "it is an index above");
}

/** Says that indexes are nested deeper than the limit. */
export function tooDeep(context: Context, reference: Reference): undefined {
  const { depth } = context.limits;
  context.findings.say(reference.path, {
    requirement: "image.index.acyclic",
    severity: "error",
    message: "Indexes are nested too deep to be followed",
    expected: `at most ${depth} indexes inside each other`,
    found: "more",
    advice: "Raise the limit with --max-depth if it is meant to be so.",
  });
  return skip(context, reference, "it lies deeper than --max-depth");
}
