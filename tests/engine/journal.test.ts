import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { conductRun } from "../../engine/conduct.ts";
import { configurationOf, type Wishes } from "../../engine/configuration.ts";
import { journalsIn } from "../../engine/journal/folder.ts";
import { Journal, listening } from "../../engine/journal/journal.ts";
import { removeLeftovers } from "../../engine/journal/leftovers.ts";
import { leftovers, readJournal } from "../../engine/journal/read.ts";
import { reportFromJournal } from "../../engine/journal/report.ts";
import { clientTo } from "../../engine/target.ts";
import { verify } from "../../engine/verify.ts";
import { type RunningRegistry, startRegistry } from "../../registry/server.ts";
import type { Report } from "../../schemas/report.ts";
import { inNewFolder } from "../cli/new-folder.ts";

const only = ["pull.manifest.*", "push.put.*"];

/** One run with its journal, which is in the folder afterwards. */
async function run(folder: string, registry: RunningRegistry, wishes: Wishes = {}): Promise<Report> {
  const journal = new Journal(folder);
  const configuration = configurationOf({ registry: registry.url, only, spec: "1.1,edge", ...wishes }, {});
  const report = await conductRun(configuration, listening(journal));
  journal.end(report);
  return report;
}

async function inRegistry(work: (registry: RunningRegistry, folder: string) => Promise<void>): Promise<void> {
  const registry = await startRegistry();
  try {
    await inNewFolder((folder) => work(registry, folder));
  } finally {
    await registry.close();
  }
}

const journalOf = (folder: string) => join(folder, "journal.ndjson");
const linesOf = (folder: string) => readFileSync(journalOf(folder), "utf8").trimEnd().split("\n");
/** As if the run had been killed after so many lines. */
const cut = (folder: string, lines: number) =>
  writeFileSync(journalOf(folder), `${linesOf(folder).slice(0, lines).join("\n")}\n{"exchange":{"id":"x`);

const clientOf = ({ url }: RunningRegistry) => clientTo(url, configurationOf({ registry: url }, {}));
const removal = { mayGo: () => true, settleMs: 0 };

describe("The journal of a run", () => {
  test("that came to its end gives back its report", () =>
    inRegistry(async (registry, folder) => {
      const { timing: _, startedAt, ...report } = await run(folder, registry);
      const again = await reportFromJournal(journalOf(folder));
      const byTitle = (some: { title: string }, other: { title: string }) => (some.title < other.title ? -1 : 1);
      expect({ ...again, startedAt, scenarios: again.scenarios.toSorted(byTitle) }).toEqual(
        JSON.parse(JSON.stringify({ ...report, startedAt, scenarios: report.scenarios.toSorted(byTitle) })),
      );
      expect(leftovers(readJournal(journalOf(folder)))).toEqual([]);
    }));

  test("that was killed gives back every verdict that had fallen, and what follows from it", () =>
    inRegistry(async (registry, folder) => {
      const report = await run(folder, registry);
      const lines = linesOf(folder);
      const verdicts = new Map(report.results.map(({ requirement, verdict }) => [requirement, verdict]));
      for (const part of [0.05, 0.4, 0.7, 0.9]) {
        writeFileSync(journalOf(folder), lines.join("\n"));
        cut(folder, Math.floor(lines.length * part));
        const again = await reportFromJournal(journalOf(folder));
        expect(again.interrupted).toBe(true);
        expect(again.results.map(({ requirement }) => requirement)).toEqual([...verdicts.keys()]);
        for (const { requirement, verdict } of again.results)
          expect([verdicts.get(requirement), "blocked", "error"], requirement).toContain(verdict);
        for (const { spec, result } of readJournal(journalOf(folder)).results)
          if (spec === "1.1") expect(again.results).toContainEqual(result);
        expect((await verify(again)).discrepancies).toEqual([]);
      }
    }));

  test("that was killed tells what is left, which is removed and no longer told", () =>
    inRegistry(async (registry, folder) => {
      await run(folder, registry, { keep: true });
      cut(folder, linesOf(folder).length - 1);
      const { cleanup } = await reportFromJournal(journalOf(folder));
      const told = cleanup?.left.map(({ kind, repository, reference }) => `${kind} ${repository} ${reference}`);
      const content = (things: string[] = []) => things.filter((each) => !each.startsWith("upload ")).sort();
      expect(content(told).length).toBeGreaterThan(10);
      expect(content(told)).toEqual(content(registry.holds()));
      expect(cleanup?.left[0]?.reason).toContain("`clean`");

      const client = clientOf(registry);
      const removed = await removeLeftovers(client, journalAt(folder), removal);
      expect(removed.left).toEqual([]);
      expect(registry.holds()).toEqual([]);
      expect(leftovers(readJournal(journalOf(folder)))).toEqual([]);
      expect((await removeLeftovers(client, journalAt(folder), removal)).requests).toBe(0);
      await client.close();
    }));

  test("that was killed and left something stays beside that of the next run", () =>
    inRegistry(async (registry, folder) => {
      await run(folder, registry, { keep: true });
      cut(folder, linesOf(folder).length - 1);
      const before = leftovers(readJournal(journalOf(folder)));
      await run(folder, registry);
      await run(folder, registry);
      expect(journalsIn(folder)).toEqual([join(folder, "journal-1.ndjson"), journalOf(folder)]);
      expect(leftovers(readJournal(join(folder, "journal-1.ndjson")))).toEqual(before);
    }));
});

const journalAt = (folder: string) => ({ file: journalOf(folder), journaled: readJournal(journalOf(folder)) });
