import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect } from "vitest";
import { parse } from "yaml";
import { accept } from "../../engine/baseline/accept.ts";
import { readBaseline } from "../../engine/baseline/file.ts";
import { updated } from "../../engine/baseline/update.ts";
import { UsageError } from "../../engine/errors.ts";
import { exitCodeOf } from "../../engine/exit.ts";
import { law } from "./law.ts";
import { id, report } from "./verdict-reports.ts";

const entries = fc.uniqueArray(
  fc
    .record({
      requirement: id,
      reason: fc.stringMatching(/^[a-z]{1,5}$/),
      until: fc.constantFrom(undefined, "2026-07-15", "2026-07-16", "2027-01-31"),
    })
    .map(({ until, ...entry }) => (until === undefined ? entry : { ...entry, until })),
  { selector: ({ requirement }) => requirement, maxLength: 6 },
);

describe("A baseline", () => {
  law(
    "changes no verdict, count or category, whatever it says, and says the same the second time",
    50,
    fc.property(report, entries, (report, entries) => {
      const seen = accept(report, entries);
      expect(accept(seen, entries)).toEqual(seen);
      const bare = { ...seen, results: seen.results.map(({ accepted: _, ...result }) => result) };
      expect({ ...bare, baseline: undefined }).toEqual({ ...report, baseline: undefined });
      // Nothing is accepted that would not have kept the run from passing.
      for (const { accepted, verdict } of seen.results)
        if (accepted) expect(["fail", "warn", "blocked", "error"]).toContain(verdict);
    }),
  );

  const folder = mkdtempSync(join(tmpdir(), "properties-"));
  const file = join(folder, "baseline.yaml");
  afterAll(() => rmSync(folder, { recursive: true }));
  const written = (entries: readonly object[]) =>
    `# kept\n\n${entries.map((entry) => `- ${JSON.stringify(entry)}  # why\n`).join("") || "[]\n"}`;

  law(
    "that was brought up to date has no entry without use, and accepts nothing new unless forced",
    20,
    fc.property(report, entries, fc.boolean(), fc.boolean(), (report, entries, force, strict) => {
      writeFileSync(file, written(entries));
      const baseline = readBaseline(file);
      const seen = accept(report, baseline.entries);
      const text = updated(baseline, seen, { force, strict });
      writeFileSync(file, text);
      const again = accept(report, readBaseline(file).entries);
      expect(text).toContain("# kept");
      expect(again.baseline?.stale).toEqual([]);
      const names = (list: readonly { requirement: string }[]) => list.map(({ requirement }) => requirement);
      const added = names(parse(text)).filter((name) => !names(entries).includes(name));
      if (!force) expect(added).toEqual([]);
      // What --force takes in, a run passes by; without a pass it proves nothing still.
      else if (report.summary.verdicts.pass > 0) expect(exitCodeOf(again, { strict })).toBe(0);
    }),
  );

  law(
    "of any text is one, or a line that says what is wrong",
    50,
    fc.property(
      fc.oneof(
        fc.string({ unit: fc.constantFrom(..."ab:-[]{}*&!|>'\"#%@ \n\t"), maxLength: 40 }),
        fc.json({ maxDepth: 3 }),
        entries.map(written),
      ),
      (text) => {
        writeFileSync(file, text);
        try {
          expect(readBaseline(file).entries).toBeInstanceOf(Array);
        } catch (error) {
          expect(error).toBeInstanceOf(UsageError);
          expect((error as Error).message).toMatch(/^[^\n]+$/);
        }
      },
    ),
  );
});
