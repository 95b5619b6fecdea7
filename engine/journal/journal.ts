import { closeSync, ftruncateSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { now } from "../../client/clock.ts";
import type { Exchange } from "../../client/exchange.ts";
import type { Report, Result, ScenarioReport } from "../../schemas/report.ts";
import type { SpecVersion } from "../../specs/model.ts";
import type { Change } from "../cleanup/kept.ts";
import type { Conduct, Start } from "../conduct.ts";
import { UsageError } from "../errors.ts";
import { version } from "../version.ts";
import { setAside } from "./folder.ts";
import type { Line } from "./lines.ts";

/**
 * Keeps on disk, as it happens, everything that is recorded, every verdict, and everything that was made or deleted or may
 * have been: a killed run has not run for nothing, and what it left can be removed.
 */
export class Journal {
  readonly #file: number;
  /** Bytes of whole lines. */
  #length = 0;
  #closed = false;

  /**
   * Keeps the journal of an earlier run that was killed, under another name.
   * @param folder one that `prepareFolder` has made
   * @throws UsageError when it cannot be written to
   */
  constructor(folder: string) {
    const path = join(folder, "journal.ndjson");
    try {
      setAside(folder);
      this.#file = openSync(path, "w");
    } catch (error) {
      throw new UsageError(`${path} cannot be written to: ${(error as Error).message}`);
    }
  }

  /** The run is about to send its first request. */
  opened({ target, configuration, plans }: Start): void {
    this.#write({
      journal: 1,
      tool: { name: "oci-conformance", version },
      target,
      startedAt: new Date(now()).toISOString(),
      configuration,
      plans: plans.map(({ spec, tests, capabilities }) => ({
        spec,
        requirements: tests.map(({ requirement }) => requirement),
        capabilities,
      })),
    });
  }

  exchange(exchange: Exchange): void {
    this.#write({ exchange });
  }

  scenario(scenario: ScenarioReport): void {
    this.#write({ scenario });
  }

  verdict(result: Result, spec: SpecVersion): void {
    this.#write({ spec, result });
  }

  change(change: Change): void {
    this.#write({ change });
  }

  /** The run has come to its end. */
  end({ finishedAt, interrupted, cleanup }: Report): void {
    this.#write({ ended: { finishedAt, interrupted, cleanup } });
    this.#closed = true;
    closeSync(this.#file);
  }

  /** At once, so that not even SIGKILL loses a line. A run does not end because the disk is full, nor is half a line left. */
  #write(line: Line): void {
    // What comes too late would go to whatever file has the number of ours by then.
    if (this.#closed) return;
    const bytes = Buffer.from(`${JSON.stringify(line)}\n`, "utf8");
    try {
      let written = 0;
      while (written < bytes.length)
        written += writeSync(this.#file, bytes, written, bytes.length - written, this.#length + written);
      this.#length += bytes.length;
    } catch {
      try {
        ftruncateSync(this.#file, this.#length);
      } catch {}
    }
  }
}

/** What a run is told to keep that journal. */
export function listening(journal: Journal) {
  return {
    onOpen: (start) => journal.opened(start),
    onExchange: (exchange) => journal.exchange(exchange),
    onScenario: (scenario) => journal.scenario(scenario),
    onResult: (result, spec) => journal.verdict(result, spec),
    onChange: (change) => journal.change(change),
  } satisfies Conduct;
}
