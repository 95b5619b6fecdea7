import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { UsageError } from "../../engine/errors.ts";
import { formatsOf, prepareFolder, writeReports } from "../../engine/output.ts";
import { inNewFolder } from "../cli/new-folder.ts";
import { sampleReport } from "../reporters/sample-report.ts";

const several = sampleReport();
const alone = sampleReport({ alsoJudged: undefined });

describe("The formats that are asked for", () => {
  test("come each once, the document before them unless it is not wanted", () => {
    expect(formatsOf(["html", "junit", "html"])).toEqual(["json", "html", "junit"]);
    expect(formatsOf(["junit", "json"])).toEqual(["json", "junit"]);
    expect(formatsOf(["junit"], { document: false })).toEqual(["junit"]);
    expect(formatsOf([])).toEqual(["json"]);
  });

  test("must be known", () => {
    expect(() => formatsOf(["pdf"])).toThrow(UsageError);
    expect(() => formatsOf(["pdf"])).toThrow(/^--reporter pdf is unknown: choose json, .*junit/);
  });
});

describe("A folder for reports", () => {
  test("is made, and may be there already", () =>
    inNewFolder(async (folder) => {
      const deep = join(folder, "reports/today");
      prepareFolder(deep);
      prepareFolder(deep);
      expect(readdirSync(deep)).toEqual([]);
    }));

  test("cannot be a file, or below one", () =>
    inNewFolder(async (folder) => {
      const file = join(folder, "file");
      writeFileSync(file, "");
      for (const wrong of [file, join(file, "below")]) {
        expect(() => prepareFolder(wrong)).toThrow(UsageError);
        expect(() => prepareFolder(wrong)).toThrow(/^--out .*file.* cannot be written to: E/);
      }
    }));
});

describe("Reports are written", () => {
  test("beside each other where one version of the spec was judged", () =>
    inNewFolder(async (folder) => {
      const names = ["report.json", "report.html", "junit.xml"];
      expect(writeReports(alone, folder, ["json", "html", "junit"])).toEqual({
        written: names.map((name) => join(folder, name)),
        problems: [],
      });
      expect(readdirSync(folder).sort()).toEqual(names.toSorted());
      expect(JSON.parse(readFileSync(join(folder, "report.json"), "utf8"))).toEqual(JSON.parse(JSON.stringify(alone)));
    }));

  test("in a folder for each version where several were judged, but for the document", () =>
    inNewFolder(async (folder) => {
      const { written } = writeReports(several, folder, ["json", "junit"]);
      expect(written).toEqual(["report.json", "1.1/junit.xml", "edge/junit.xml"].map((name) => join(folder, name)));
      for (const file of written) expect(existsSync(file), file).toBe(true);
      expect(JSON.parse(readFileSync(join(folder, "report.json"), "utf8")).alsoJudged).toHaveLength(1);
    }));

  test("but for those that cannot be, of which it is said why", () =>
    inNewFolder(async (folder) => {
      mkdirSync(join(folder, "report.html/in-the-way"), { recursive: true });
      const { written, problems } = writeReports(alone, folder, ["json", "html", "junit"]);
      expect(written).toEqual([join(folder, "report.json"), join(folder, "junit.xml")]);
      expect(problems).toEqual([expect.stringMatching(/report\.html cannot be written: E[A-Z]+/)]);
    }));

  test("for Allure without those of an earlier run, and what is of others stays", () =>
    inNewFolder(async (folder) => {
      const results = join(folder, "allure-results");
      writeReports(alone, folder, ["allure"]);
      const first = readdirSync(results);
      expect(first.length).toBeGreaterThan(3);
      writeFileSync(join(results, "theirs-result.json"), "{}");
      writeReports({ ...alone, results: alone.results.slice(0, 2) }, folder, ["allure"]);
      const second = readdirSync(results);
      expect(second).toContain("theirs-result.json");
      expect(second.length).toBeLessThan(first.length);
    }));
});
