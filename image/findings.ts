import { type ImageRequirementId, imageRequirementOf } from "../specs/image-catalogue.ts";
import type { SpecVersion } from "../specs/model.ts";
import type { Finding, Place } from "./finding.ts";
import { binds, severityOf } from "./severity.ts";

/** What one rule says, before it is known where: the path comes from whoever asked. */
export type Said = Omit<Finding, "place"> & {
  pointer?: string;
  entry?: string;
  /** Said at this severity whatever the version of the spec says. */
  always?: true;
};

/** Collects findings: weighed by what the version says, and the same one at the same place said once. */
export class Findings {
  readonly all: Finding[] = [];
  readonly #spec: SpecVersion;
  readonly #seen = new Set<string>();

  constructor(spec: SpecVersion) {
    this.#spec = spec;
  }

  /** Takes a finding as it is. */
  add(finding: Finding): void {
    const { requirement, place } = finding;
    const key = JSON.stringify([requirement, place.path, place.pointer, place.entry]);
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.#seen.add(keyOf(requirement, place.path));
    this.all.push(finding);
  }

  /** Says nothing of what only other versions of the spec ask for. */
  say(path: string, { pointer, entry, always, ...said }: Said): void {
    const requirement = imageRequirementOf(said.requirement);
    if (!always && requirement.levels[this.#spec] === null && binds(requirement)) return;
    const place: Place = {
      path,
      ...(pointer === undefined ? {} : { pointer }),
      ...(entry === undefined ? {} : { entry }),
    };
    const severity = always ? said.severity : severityOf(requirement, this.#spec, said.severity);
    this.add({ ...said, severity, place });
  }

  has(requirement: ImageRequirementId, path: string): boolean {
    return this.#seen.has(keyOf(requirement, path));
  }
}

function keyOf(requirement: ImageRequirementId, path: string): string {
  return `${requirement} ${path}`;
}
