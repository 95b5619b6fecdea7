import { closeSync, fstatSync, openSync, readdirSync, readSync, renameSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../errors.ts";
import { leftovers, readJournal } from "./read.ts";

const latest = "journal.ndjson";

/** The journals in a folder of reports, the latest last. @throws UsageError when the folder cannot be read */
export function journalsIn(folder: string): string[] {
  try {
    const names = readdirSync(folder).filter((name) => /^journal(-\d+)?\.ndjson$/.test(name));
    return names.sort((some, other) => numberOf(some) - numberOf(other)).map((name) => join(folder, name));
  } catch (error) {
    throw new UsageError(`there is no journal of a run in ${folder}: ${(error as Error).message}`);
  }
}

/** Gives the journal of a run that was killed and has left something another name, `journal-1.ndjson` and so on: `clean` needs it. */
export function setAside(folder: string): void {
  const path = join(folder, latest);
  if (!holdsLeftovers(path)) return;
  const numbers = journalsIn(folder).map(numberOf).filter(Number.isFinite);
  renameSync(path, join(folder, `journal-${Math.max(0, ...numbers) + 1}.ndjson`));
}

function holdsLeftovers(path: string): boolean {
  try {
    if (hasEnded(path)) return false;
    const journaled = readJournal(path);
    return journaled.ended === undefined && leftovers(journaled).length > 0;
  } catch {
    return false;
  }
}

/** Without reading what may be megabytes: an ending is the last line, and mostly short. */
function hasEnded(path: string): boolean {
  const file = openSync(path, "r");
  try {
    const tail = Buffer.alloc(64 * 1024);
    const read = readSync(file, tail, 0, tail.length, Math.max(0, fstatSync(file).size - tail.length));
    const [, line = ""] = /(?:^|\n)([^\n]*)\n$/.exec(tail.toString("utf8", 0, read)) ?? [];
    return line.startsWith('{"ended":');
  } finally {
    closeSync(file);
  }
}

function numberOf(path: string): number {
  return Number(/-(\d+)\.ndjson$/.exec(path)?.[1] ?? Number.POSITIVE_INFINITY);
}
