import { type SpecVersion, specVersions } from "../../specs/versions.ts";
import { dataSets } from "../../suites/push/data-sets.ts";
import type { Kept } from "../cleanup/kept.ts";
import { UsageError } from "../errors.ts";
import type { Shard } from "../plan.ts";

/** The versions in a list such as `1.0,1.1,edge`, each once. @throws UsageError when one is none */
export function specsOf(list: string): SpecVersion[] {
  const found = list.split(",").map((name) => {
    const version = specVersions.find((known) => known === name.trim());
    if (!version)
      throw new UsageError(
        `--spec ${list}: there is no version "${name}"; choose ${specVersions.join(", ")}, several with commas between`,
      );
    return version;
  });
  return [...new Set(found)];
}

/** An upload is a session that was left open. */
export type KeepKind = Kept["kind"];

const kinds: readonly KeepKind[] = ["tag", "manifest", "blob", "upload"];

/** @throws UsageError when there is no such kind */
export function kindNamed(name: string): KeepKind {
  const kind = kinds.find((known) => known === name);
  if (!kind) throw new UsageError(`--keep-kind ${name}: there are ${kinds.join(", ")}`);
  return kind;
}

/** @throws UsageError when there is no such data set */
export function dataSetNamed(name: string): string {
  const names = Object.values(dataSets).flatMap((sets) => Object.keys(sets));
  if (!names.includes(name)) throw new UsageError(`--skip-data "${name}": there are ${names.join("; ")}`);
  return name;
}

/** A shard written like 2/4. @throws UsageError when it is none */
export function shardNamed(text: string): Shard {
  const [, index, count] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).map(Number);
  if (!index || !count || index > count)
    throw new UsageError(`--shard ${text} is none: write which of how many, like 2/4`);
  return { index, count };
}

/** Milliseconds of node's longest timer, 24 days: one of more goes off at once. */
const longest = 2 ** 31 - 1;

/** Milliseconds that a timer can take. @throws UsageError when the option's seconds are not above 0 */
export function milliseconds(option: string, seconds: number): number {
  return Math.min(positive(option, seconds) * 1000, longest);
}

/** @throws UsageError when the option's value is not above 0 */
export function positive(option: string, value: number): number {
  if (Number.isFinite(value) && value > 0) return value;
  throw new UsageError(`${option} takes a number above 0`);
}
