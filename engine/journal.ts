import { closeSync, openSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { Result } from "../schemas/report.ts";
import type { SpecVersion } from "../specs/model.ts";
import type { Change } from "./cleanup/ledger.ts";
import { UsageError } from "./errors.ts";

const file = "journal.ndjson";

/**
 * Keeps on disk, one JSON object a line and as it happens, every verdict and everything that was made or deleted: a
 * killed run has not run for nothing, and what it left can be removed.
 */
export class Journal {
  readonly #file: number;

  /**
   * @param folder one that `prepareFolder` has made
   * @throws UsageError when it cannot be written to
   */
  constructor(folder: string) {
    const path = join(folder, file);
    try {
      this.#file = openSync(path, "w");
    } catch (error) {
      throw new UsageError(`${path} cannot be written to: ${(error as Error).message}`);
    }
  }

  started(url: string): void {
    this.#write({ target: url });
  }

  verdict({ requirement, verdict, message }: Result, spec: SpecVersion): void {
    this.#write({ spec, requirement, verdict, message });
  }

  change(change: Change): void {
    this.#write(change);
  }

  close(): void {
    closeSync(this.#file);
  }

  /** At once, so that not even SIGKILL loses a line. A run does not end because the disk is full. */
  #write(line: object): void {
    try {
      writeSync(this.#file, `${JSON.stringify(line)}\n`);
    } catch {}
  }
}

/**
 * The target of a run and what it changed there, from the journal in its folder. A last line that was cut off is passed
 * over.
 * @throws UsageError when there is no journal, or it names no target
 */
export function readJournal(folder: string): { target: string; changes: Change[] } {
  let text: string;
  try {
    text = readFileSync(join(folder, file), "utf8");
  } catch (error) {
    throw new UsageError(`there is no journal of a run in ${folder}: ${(error as Error).message}`);
  }
  const lines = text.split("\n").flatMap(parsed);
  const target = lines.find((line) => typeof line.target === "string")?.target;
  if (target === undefined) throw new UsageError(`the journal in ${folder} names no target: that run did not begin`);
  return { target: target as string, changes: lines.flatMap(changeIn) };
}

function parsed(line: string): Record<string, unknown>[] {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? [value as Record<string, unknown>] : [];
  } catch {
    return [];
  }
}

function changeIn(line: Record<string, unknown>): Change[] {
  const { happened, kind, repository, reference, digest } = line as Partial<Change>;
  const isChange =
    (happened === "made" || happened === "gone") &&
    (kind === "tag" || kind === "manifest" || kind === "blob") &&
    typeof repository === "string" &&
    typeof reference === "string";
  return isChange ? [{ happened, kind, repository, reference, ...(digest === undefined ? {} : { digest }) }] : [];
}
