import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { conductRun } from "../../engine/conduct.ts";
import { configurationOf, type Wishes } from "../../engine/configuration.ts";
import { UntestableTarget } from "../../engine/errors.ts";
import { exitCodeOf } from "../../engine/exit.ts";
import { Journal, listening } from "../../engine/journal/journal.ts";
import { reportFromJournal } from "../../engine/journal/report.ts";
import { type FormatName, formats, renderAll } from "../../reporters/index.ts";
import { renderTerminal } from "../../reporters/terminal.ts";
import type { Report } from "../../schemas/report.ts";
import { inNewFolder } from "../cli/new-folder.ts";
import type { Hostility } from "./hostility.ts";
import { legal } from "./kinds.ts";
import { hostileRegistry } from "./server.ts";

const username = "ann";
const password = "s3cret-password";
const login = Buffer.from(`${username}:${password}`).toString("base64");

/** What came of a run against a hostile registry. */
export interface Encounter {
  /** Undefined when there was nothing to test. */
  report: Report | undefined;
  /** Why there was nothing to test. */
  refusal: string;
  /** Verdicts that were told as they fell. */
  told: number;
  /** The journal, as text, and the report that it gives back. */
  journal: { text: string; report: Report | undefined };
  /** Requests to the other host, as text. */
  toldElsewhere: readonly string[];
}

/** Holds a run against a registry with that hostility. Rejects for whatever ends a run but an untestable target. */
export function encounter(hostility: Hostility, wishes: Wishes = {}): Promise<Encounter> {
  return inNewFolder(async (folder) => {
    await using server = await hostileRegistry(hostility);
    const { toldElsewhere } = server;
    const configuration = configurationOf({ registry: server.url, username, password, ...wishes }, {});
    const journal = new Journal(folder);
    const file = join(folder, "journal.ndjson");
    let told = 0;
    try {
      const report = await conductRun(configuration, {
        ...listening(journal),
        onResult: (result, spec) => {
          told++;
          journal.verdict(result, spec);
        },
      });
      journal.end(report);
      const again = { text: readFileSync(file, "utf8"), report: await reportFromJournal(file) };
      return { report, refusal: "", told, toldElsewhere, journal: again };
    } catch (error) {
      if (!(error instanceof UntestableTarget)) throw error;
      const again = { text: readFileSync(file, "utf8"), report: undefined };
      return { report: undefined, refusal: error.message, told, toldElsewhere, journal: again };
    }
  });
}

/** Asserts what must be so after a run against whatever target. */
export function expectNoHarm({ report, refusal, told, toldElsewhere, journal }: Encounter): void {
  expectNoSecret(journal.text);
  for (const request of toldElsewhere) expectNoSecret(request, /^(proxy-)?authorization$/im);
  if (!report) {
    expect(refusal).not.toBe("");
    expectNoSecret(refusal);
    return;
  }
  const { results, scenarios, exchanges } = report;
  expect(told).toBe(results.length);
  expect(journal.report?.results).toEqual(JSON.parse(JSON.stringify(results)));
  // What it did is never called our doing.
  expect(results.filter(({ message = "" }) => message.includes("our own mistake"))).toEqual([]);
  expect(scenarios.filter(({ brokenBy }) => brokenBy)).toEqual([]);
  const undecided = results.filter(({ verdict }) => verdict === "error" || verdict === "blocked");
  expect(undecided.filter(({ message = "" }) => message.length < 10)).toEqual([]);
  for (const { timings } of exchanges) expect(timings.totalMs).toBeGreaterThanOrEqual(0);
  expectShown(report);
}

/** Asserts that a broken target was not called conformant. */
export function expectNoPraise(name: string, { report }: Encounter): void {
  if (report && !legal.includes(name)) expect(exitCodeOf(report)).not.toBe(0);
}

/** Asserts that every format can say it, and that nothing in them acts on whoever reads it. */
function expectShown(report: Report): void {
  const names = Object.keys(formats) as FormatName[];
  for (const { file, text } of renderAll(report, names)) {
    expectNoSecret(text);
    expect(actingIn(text), file).toBe("");
    if (/\.(json|har|sarif)$/.test(file)) expect(() => JSON.parse(text), file).not.toThrow();
    // Within JSON and code it is text; in a page or an XML document it would be markup.
    else if (/\.(html|xml|svg)$/.test(file)) expect(text.includes("<script>alert("), file).toBe(false);
  }
  for (const quiet of [true, false])
    expect(actingIn(renderTerminal(report, { color: false, verbose: !quiet, quiet }))).toBe("");
}

/** The first of the characters that act on a screen; a page may break its lines as it likes. */
function actingIn(text: string): string {
  return /(?![\n\t])[\p{Cc}\p{Bidi_Control}]/u.exec(text)?.[0] ?? "";
}

function expectNoSecret(text: string, ...more: RegExp[]): void {
  for (const secret of [password, login]) expect(text.includes(secret)).toBe(false);
  for (const expression of more) expect(text).not.toMatch(expression);
}
