import type { Exchange } from "../../client/exchange.ts";
import { depthOf } from "../../schemas/depth.ts";
import { specVersions } from "../../specs/versions.ts";
import { type Change, type Kept, keptAfter } from "../cleanup/kept.ts";
import { deepest, readText } from "../document-file.ts";
import { UsageError } from "../errors.ts";
import type { Heading, Journaled } from "./lines.ts";

/**
 * What the journal of a run says. A last line that was cut off is passed over, as is any other that is none of ours.
 * @throws UsageError when the file cannot be read, or says of no run that it began
 */
export function readJournal(file: string): Journaled {
  const lines = readText(file).split("\n").flatMap(parsed);
  const heading = lines.find(isHeading);
  if (!heading) throw new UsageError(`${file} is no journal of a run that began: it names no target`);
  const of = (name: string) => lines.flatMap((line) => (isObject(line[name]) ? [line[name] as never] : []));
  return {
    heading,
    exchanges: of("exchange").filter(isNumbered).sort(bySending),
    scenarios: of("scenario"),
    results: lines.filter((line) => isObject(line.result)) as never,
    changes: of("change").filter(isChange),
    ended: of("ended").at(-1),
  };
}

/** What the run made, or may have made, and nobody has removed. */
export function leftovers({ changes }: Pick<Journaled, "changes">): Kept[] {
  return keptAfter(changes);
}

function parsed(line: string): Record<string, unknown>[] {
  try {
    const value: unknown = depthOf(line) > deepest ? undefined : JSON.parse(line);
    return isObject(value) ? [value] : [];
  } catch {
    return [];
  }
}

function isHeading(line: Record<string, unknown>): line is Heading & Record<string, unknown> {
  const { journal, target, plans } = line;
  return (
    journal === 1 && isObject(target) && typeof target.url === "string" && Array.isArray(plans) && plans.every(isPlan)
  );
}

function isPlan(plan: unknown): boolean {
  if (!isObject(plan)) return false;
  const { spec, requirements, capabilities } = plan;
  return specVersions.some((known) => known === spec) && Array.isArray(requirements) && Array.isArray(capabilities);
}

const kinds: readonly unknown[] = ["tag", "manifest", "blob", "upload"] satisfies Kept["kind"][];
const happenings: readonly unknown[] = ["made", "gone", "doubtful"] satisfies Change["happened"][];

function isChange({ happened, kind, repository, reference }: Change): boolean {
  return (
    happenings.includes(happened) &&
    kinds.includes(kind) &&
    typeof repository === "string" &&
    typeof reference === "string"
  );
}

function isNumbered({ id }: Exchange): boolean {
  return typeof id === "string" && /^x\d+$/.test(id);
}

/** Their ids are numbered in the order in which they were sent, and they are noted as they ended. */
function bySending(some: Exchange, other: Exchange): number {
  return Number(some.id.slice(1)) - Number(other.id.slice(1));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
