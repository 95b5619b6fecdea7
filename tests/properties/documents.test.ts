import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { accept } from "../../engine/baseline/accept.ts";
import { UsageError } from "../../engine/errors.ts";
import { readReport } from "../../engine/report-file.ts";
import { verify } from "../../engine/verify.ts";
import { verifyMerged } from "../../engine/verify-merged.ts";
import { renderComparisonMarkdown } from "../../reporters/comparison/markdown.ts";
import { comparisonOf } from "../../reporters/comparison.ts";
import { printedJson } from "../../reporters/json-text.ts";
import { reportsByVersion } from "../../schemas/judgements.ts";
import type { Report } from "../../schemas/report.ts";
import { compile } from "../../scripts/compile-catalogue.mjs";
import { catalogue } from "../../specs/catalogue.ts";
import { fingerprint, statementReference } from "../../specs/fingerprint.ts";
import { expectReadable } from "./consumers.ts";
import { hostileText } from "./hostile-texts.ts";
import { law, thorough } from "./law.ts";
import { mutated, mutation } from "./mutations.ts";
import { merged, smallRun } from "./small-run.ts";

/** Makes a report short. */
const nothing = { results: [], scenarios: [], exchanges: [] };

describe("A report as a file", () => {
  const folder = mkdtempSync(join(tmpdir(), "properties-"));
  const file = join(folder, "report.json");
  let report: Report;
  beforeAll(async () => {
    report = await smallRun();
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test("is the report again, compressed or not", () => {
    for (const bytes of [printedJson(report), gzipSync(printedJson(report))]) {
      writeFileSync(file, bytes);
      expect(readReport(file)).toEqual(report);
    }
  });

  law(
    "with any texts in it is that report again",
    3,
    fc.property(
      fc.dictionary(
        hostileText,
        fc.oneof(
          hostileText,
          fc.double({ noNaN: true, noDefaultInfinity: true }).filter((number) => !Object.is(number, -0)),
        ),
      ),
      (configuration) => {
        const { alsoJudged: _, ...alone } = report;
        const changed = { ...alone, ...nothing, configuration: { ...configuration, wanted: 1 } };
        writeFileSync(file, printedJson(changed));
        expect(JSON.stringify(readReport(file))).toBe(JSON.stringify(changed));
      },
    ),
  );

  law(
    "of any damage is refused in one line, or can be rendered, judged, merged and compared",
    1,
    fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 3 }), async (mutations) => {
      writeFileSync(file, JSON.stringify(mutated(report, mutations)));
      let read: Report;
      try {
        read = readReport(file);
      } catch (error) {
        expect(error).toBeInstanceOf(UsageError);
        expect((error as Error).message).toMatch(/^[^\n]{1,600}$/);
        return;
      }
      for (const each of reportsByVersion(read)) expectReadable(each);
      await verify(read);
      await verifyMerged(read);
      accept(read, []);
      renderComparisonMarkdown(comparisonOf(report, read));
      try {
        expectReadable(merged(read, report));
      } catch (error) {
        if (!(error instanceof UsageError)) throw error;
      }
    }),
  );

  test("that names an exchange which it does not have is refused", () => {
    const damaged = structuredClone(report);
    Object.assign(damaged.alsoJudged?.[0]?.results[1] ?? {}, { exchanges: ["x1", "x9999"] });
    writeFileSync(file, JSON.stringify(damaged));
    expect(() => readReport(file)).toThrow(
      /: \/alsoJudged\/0\/results\/1 rests on x9999, an exchange that it does not have/,
    );
  });

  law(
    "of any bytes is refused in one line",
    20,
    fc.property(
      fc.oneof(
        fc.uint8Array({ maxLength: 50 }),
        fc.json().map((json) => Buffer.from(json)),
        fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.concat([Buffer.from([0x1f, 0x8b]), bytes])),
      ),
      (bytes) => {
        writeFileSync(file, bytes);
        expect(() => readReport(file)).toThrow(UsageError);
      },
    ),
  );
});

describe("The catalogue", () => {
  // Reading all of its YAML twice takes a second.
  if (thorough)
    test("is the same when it is written from what was read, and read again", () => {
      const schema = JSON.parse(readFileSync(new URL("../../specs/catalogue.schema.json", import.meta.url), "utf8"));
      const from = new URL("../../specs/distribution/", import.meta.url).pathname;
      const folder = mkdtempSync(join(tmpdir(), "properties-"));
      const areas = [...new Set(catalogue.map(({ area }) => area))];
      for (const area of areas)
        writeFileSync(join(folder, `${area}.yaml`), stringify(parse(readFileSync(join(from, `${area}.yaml`), "utf8"))));
      const { requirements, problems } = compile(folder, schema);
      rmSync(folder, { recursive: true });
      expect(problems).toEqual([]);
      expect(requirements).toEqual(JSON.parse(JSON.stringify(catalogue)));
    });

  law(
    "names a statement alike however it is wrapped, quoted and set, and another one by another name",
    100,
    fc.property(
      fc.array(fc.stringMatching(/^[a-z0-9'"-]{1,9}$/), { minLength: 1, maxLength: 9 }),
      fc.constantFrom(" ", "\n", "  \t", "\u00a0", " \u200b"),
      fc.string({ minLength: 1, maxLength: 3 }),
      (words, gap, more) => {
        const plain = words.join(" ");
        const set = ` ${words.join(gap)} `.replaceAll("'", "\u2019").replaceAll("-", "\u2013").toUpperCase();
        expect(fingerprint(set)).toBe(fingerprint(plain));
        expect(statementReference("spec.md", "#a", plain)).toBe(statementReference("spec.md", "a", set));
        if (/[a-z0-9]/i.test(more)) expect(fingerprint(`${plain} ${more}x`)).not.toBe(fingerprint(plain));
      },
    ),
  );
});
