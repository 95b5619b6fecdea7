import { type SpecVersion, specVersions } from "../../specs/versions.ts";
import { specName as knownName } from "../wording.ts";
import { ourSuite } from "./observed.ts";
import type { Run } from "./run.ts";

export function specName(spec: string): string {
  return (specVersions as readonly string[]).includes(spec)
    ? knownName(spec as SpecVersion)
    : `OCI distribution spec ${spec}`;
}

/** "2026-07-16", or nothing where nobody said it. */
export function dayTested({ testedAt }: Pick<Run, "testedAt">): string {
  return testedAt?.slice(0, 10) ?? "";
}

export function levelName(level: string): string {
  return level.replaceAll("_", " ");
}

/** What a table of one suite is called. */
export function suiteTitle(suite: string): string {
  return suite === ourSuite ? `Judged by ${ourSuite}` : `Imported from ${suite}`;
}

/** A verdict or status as one word of an attribute that holds several. */
export function token(text: string): string {
  return text.trim().replace(/\s+/g, "-");
}

/** "referrers", "tag deletion" */
export function spaced(name: string): string {
  return name.replaceAll("-", " ");
}

/** A release as the head of a narrow column. */
export function shortRelease(release: string): string {
  return release.length > 12 ? `${release.slice(0, 11)}…` : release;
}
