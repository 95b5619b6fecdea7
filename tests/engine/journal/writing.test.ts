import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { UsageError } from "../../../engine/errors.ts";
import { Journal, listening } from "../../../engine/journal/journal.ts";
import { readJournal } from "../../../engine/journal/read.ts";
import type { Report, Result, ScenarioReport } from "../../../schemas/report.ts";
import { inNewFolder } from "../../cli/new-folder.ts";
import { change, ended, exchange, heading, written } from "./written.ts";

const scenario: ScenarioReport = { title: "a scenario", facts: {}, durationMs: 1 };
const result = { requirement: "errors.code.denied" } as Result;
const report = { ...ended.ended, cleanup: { removed: 1, left: [], requests: 1 }, results: [result] } as never as Report;

test("All that a run tells is in its journal when it is told", () =>
  inNewFolder(async (folder) => {
    const journal = new Journal(folder);
    const { onOpen, onExchange, onScenario, onResult, onChange } = listening(journal);
    const read = () => readJournal(join(folder, "journal.ndjson"));
    const { target, configuration } = heading();
    const test = { requirement: "errors.code.denied" } as never;
    onOpen({ target, configuration, plans: [{ spec: "1.1", tests: [test], capabilities: ["referrers"] }] });
    expect(read().heading).toMatchObject({
      ...{ journal: 1, target, configuration, tool: { name: "oci-conformance" } },
      plans: [{ spec: "1.1", requirements: ["errors.code.denied"], capabilities: ["referrers"] }],
    });
    onExchange(exchange(1).exchange);
    expect(read().exchanges).toEqual([exchange(1).exchange]);
    onScenario(scenario);
    expect(read().scenarios).toEqual([scenario]);
    onResult(result, "edge");
    expect(read().results).toEqual([{ spec: "edge", result }]);
    onChange(change("made", "ö").change);
    expect(read().changes).toEqual([change("made", "ö").change]);
    expect(read().ended).toBeUndefined();
    journal.end(report);
    expect(read().ended).toEqual({ ...ended.ended, cleanup: report.cleanup });
  }));

test("What is told after the end goes nowhere, and least of all into another file", () =>
  inNewFolder(async (folder) => {
    const journal = new Journal(folder);
    journal.end(report);
    const before = readFileSync(join(folder, "journal.ndjson"), "utf8");
    // It gets the number that the journal's file had.
    const other = openSync(join(folder, "report.json"), "w");
    journal.exchange(exchange(1).exchange);
    closeSync(other);
    expect(readFileSync(join(folder, "report.json"), "utf8")).toBe("");
    expect(readFileSync(join(folder, "journal.ndjson"), "utf8")).toBe(before);
  }));

test("A journal that cannot be written to is refused before the run", () =>
  inNewFolder(async (folder) => {
    mkdirSync(join(folder, "journal.ndjson"));
    expect(() => new Journal(folder)).toThrow(UsageError);
    expect(() => new Journal(folder)).toThrow(/journal\.ndjson cannot be written to: /);
  }));

test("A new journal takes the place of the last, and not of one that tells what is left", () =>
  inNewFolder(async (folder) => {
    written(folder, [heading(), change("made", "one")]);
    new Journal(folder).end(report);
    expect(readJournal(join(folder, "journal-1.ndjson")).changes).toHaveLength(1);
    expect(readFileSync(join(folder, "journal.ndjson"), "utf8")).toMatch(/^\{"ended":[^\n]*\n$/);
  }));
