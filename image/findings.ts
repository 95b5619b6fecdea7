import type { Finding, Place } from "./finding.ts";

/** What one rule says, before it is known where: `place` comes from whoever asked. */
export type Said = Omit<Finding, "place"> & { pointer?: string; entry?: string };

/** Collects findings; the same one at the same place is said once. */
export class Findings {
  readonly all: Finding[] = [];
  readonly #seen = new Set<string>();

  add(finding: Finding): void {
    const { requirement, place } = finding;
    const key = JSON.stringify([requirement, place.path, place.pointer, place.entry]);
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.#seen.add(keyOf(requirement, place.path));
    this.all.push(finding);
  }

  say(path: string, { pointer, entry, ...said }: Said): void {
    const place: Place = {
      path,
      ...(pointer === undefined ? {} : { pointer }),
      ...(entry === undefined ? {} : { entry }),
    };
    this.add({ ...said, place });
  }

  has(requirement: string, path: string): boolean {
    return this.#seen.has(keyOf(requirement, path));
  }
}

function keyOf(requirement: string, path: string): string {
  return `${requirement} ${path}`;
}
