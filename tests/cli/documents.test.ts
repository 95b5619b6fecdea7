import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { startRegistry } from "../../registry/server.ts";
import type { Report } from "../../schemas/report.ts";
import { sampleReport } from "../reporters/sample-report.ts";
import { commandLine, inNewFolder } from "./command-line.ts";

const read = (file: string): Report => JSON.parse(readFileSync(file, "utf8"));

/** A folder with the sample report, and in `better.json` with nothing broken. */
const withReports = (work: (folder: string, file: string) => Promise<void>) =>
  inNewFolder(async (folder) => {
    const report = sampleReport({ baseline: undefined, alsoJudged: undefined, imported: undefined });
    for (const result of report.results) delete result.accepted;
    writeFileSync(join(folder, "report.json"), JSON.stringify(report));
    for (const result of report.results) result.verdict = "pass";
    writeFileSync(join(folder, "better.json"), JSON.stringify(report));
    await work(folder, join(folder, "report.json"));
  });

describe("report", () => {
  test("renders a document in any format, and ends like its run", () =>
    withReports(async (folder, file) => {
      const out = join(folder, "out");
      const { code, stdout } = await commandLine(
        "report",
        file,
        "--out",
        out,
        "--reporter",
        "sarif",
        "--reporter",
        "tap",
      );
      expect(code).toBe(1);
      expect(stdout).toContain("Not conformant");
      expect(stdout).toContain(join(out, "report.sarif"));
      expect(["report.sarif", "report.tap"].every((name) => existsSync(join(out, name)))).toBe(true);
      expect(existsSync(join(out, "report.json"))).toBe(false);
    }));

  test("reads a compressed document, and writes page and JUnit when no format is named", () =>
    withReports(async (folder, file) => {
      writeFileSync(`${file}.gz`, gzipSync(readFileSync(file)));
      await commandLine("report", `${file}.gz`, "--out", join(folder, "out"));
      expect(existsSync(join(folder, "out/report.html"))).toBe(true);
      expect(existsSync(join(folder, "out/junit.xml"))).toBe(true);
    }));

  test("sees it in the light of a baseline", () =>
    withReports(async (folder, file) => {
      const known = join(folder, "known.yaml");
      writeFileSync(known, "- { requirement: push.put.location, reason: known }\n");
      const { code, stderr } = await commandLine("report", file, "--out", folder, "--baseline", known);
      expect(stderr).toBe("");
      expect(code).toBe(1);
      writeFileSync(known, "- { requirement: no.such.requirement, reason: known }\n");
      const wrong = await commandLine("report", file, "--out", folder, "--baseline", known);
      expect(wrong.code).toBe(2);
      expect(wrong.stderr).toMatch(/no requirement is called "no\.such\.requirement"/);
    }));
});

describe("what is no report is wrong usage, said in one line", () => {
  test.each([
    ["{", /is not JSON/],
    ["[]", /no JSON object/],
    ['{"schemaVersion":2}', /schemaVersion is 2, this version reads 1/],
    ['{"schemaVersion":1}', /must have required property 'tool'/],
    ['{"schemaVersion":1,"tool":{},"spec":{},"target":{},"summary":{}}', /no version of the spec/],
    [
      '{"schemaVersion":1,"tool":{},"spec":{"distribution":"1.1"},"target":{},"summary":{}}',
      /must have required property 'startedAt'/,
    ],
    [
      '{"schemaVersion":1,"tool":{},"spec":{"distribution":"1.1"},"target":{},"summary":{},"results":[{"verdict":"odd"}],"scenarios":[],"exchanges":[]}',
      /must have required property 'startedAt'/,
    ],
  ])("%j", (text, hint) =>
    inNewFolder(async (folder) => {
      const file = join(folder, "report.json");
      writeFileSync(file, text);
      const { code, stderr } = await commandLine("report", file, "--out", folder);
      expect(code).toBe(2);
      expect(stderr).toMatch(hint);
      expect(stderr.trimEnd()).not.toContain("\n");
    }),
  );

  test("a file that is not there", async () => {
    const { code, stderr } = await commandLine("compare", "/nowhere/a.json", "/nowhere/b.json");
    expect(code).toBe(2);
    expect(stderr).toMatch(/cannot be read/);
  });
});

describe("compare", () => {
  test("ends with 1 when something got worse, and only then", () =>
    withReports(async (folder, file) => {
      const better = join(folder, "better.json");
      const worse = await commandLine("compare", better, file);
      expect(worse.code).toBe(1);
      expect(worse.stdout).toContain("push.chunked.out-of-order  pass → fail (MUST)");
      expect((await commandLine("compare", better, file, "--fail-on", "gone")).code).toBe(0);
      const { code, stdout } = await commandLine("compare", file, better, "--format", "json");
      expect(code).toBe(0);
      expect(JSON.parse(stdout)[0].changes.every(({ kind }: { kind: string }) => kind !== "worse")).toBe(true);
      expect((await commandLine("compare", file, better, "--format", "markdown")).stdout).toMatch(/^# \d+ better/);
    }));
});

describe("compare between versions of the spec", () => {
  test("takes both from one report", () =>
    inNewFolder(async (folder) => {
      const file = join(folder, "report.json");
      const report = sampleReport();
      const { capabilities, summary, results } = report;
      const stricter = results.map((result) => ({ ...result, verdict: "fail" as const }));
      report.alsoJudged = [{ spec: "edge", capabilities, summary, results: stricter }];
      writeFileSync(file, JSON.stringify(report));
      const versions = ["--before-spec", "1.1", "--after-spec", "edge"];
      const { code, stdout } = await commandLine("compare", file, file, ...versions, "--format", "json");
      expect(code).toBe(1);
      expect(JSON.parse(stdout)).toMatchObject([{ before: { spec: "1.1" }, after: { spec: "edge" } }]);
      expect((await commandLine("compare", file, file)).code).toBe(0);
      const missing = await commandLine("compare", file, file, "--after-spec", "1.0");
      expect(missing).toMatchObject({ code: 2, stderr: expect.stringContaining("does not judge by 1.0") });
    }));
});

describe("merge", () => {
  test("joins shards of a real run into what one run finds", () =>
    inNewFolder(async (folder) => {
      const registry = await startRegistry({});
      const run = (name: string, ...args: string[]) =>
        commandLine("run", registry.url, ...args, "--quiet", "--out", join(folder, name), "--reporter", "json");
      await run("pull", "--category", "pull");
      await run("discovery", "--category", "discovery");
      await run("both", "--category", "pull", "--category", "discovery");
      await registry.close();
      const shards = ["pull", "discovery"].map((name) => join(folder, name, "report.json"));
      const { code } = await commandLine("merge", ...shards, "--out", join(folder, "merged"));
      expect(code).toBe(0);
      const [merged, both] = [read(join(folder, "merged/report.json")), read(join(folder, "both/report.json"))];
      const verdicts = ({ results }: Report) => results.map(({ requirement, verdict }) => [requirement, verdict]);
      expect(verdicts(merged)).toEqual(verdicts(both));
      expect(merged.summary.verdicts).toEqual(both.summary.verdicts);
      expect(merged.summary.categories).toEqual(both.summary.categories);
      expect(merged.capabilities).toEqual(expect.objectContaining(both.capabilities));
      expect(existsSync(join(folder, "merged/report.html"))).toBe(true);
      const verified = await commandLine("verify", join(folder, "merged/report.json"));
      expect(verified.code).toBe(0);
      expect(verified.stdout).toMatch(/all as stated$/m);
    }));

  test("of different targets is wrong usage", () =>
    withReports(async (folder, file) => {
      const other = join(folder, "other.json");
      writeFileSync(
        other,
        JSON.stringify(
          sampleReport({ target: { url: "http://elsewhere" }, alsoJudged: undefined, imported: undefined }),
        ),
      );
      const { code, stderr } = await commandLine("merge", file, other, "--out", folder);
      expect(code).toBe(2);
      expect(stderr).toMatch(/no shards of one run: target/);
    }));
});

describe("import", () => {
  test("makes a document of published results, which cannot be judged again", () =>
    inNewFolder(async (folder) => {
      const published = join(folder, "distribution-spec/v1.1/acme");
      mkdirSync(published, { recursive: true });
      writeFileSync(join(published, "results.yaml"), "config: {}\napis:\n  Ping: Pass\ndata:\n  Image: FAIL\n");
      const { code, stdout } = await commandLine("import", published, "--out", folder);
      expect(code).toBe(0);
      expect(stdout).toContain("nothing was judged here");
      const verified = await commandLine("verify", join(folder, "report.json"));
      expect(verified.code).toBe(2);
      expect(verified.stderr).toMatch(/was imported/);
      expect((await commandLine("import", join(folder, "distribution-spec"), "--out", folder)).stderr).toMatch(
        /neither results\.yaml nor junit\.xml/,
      );
    }));
});

describe("run with a baseline", () => {
  test("passes when nothing new is broken, and shows what is accepted as broken", () =>
    inNewFolder(async (folder) => {
      const known = join(folder, "known.yaml");
      writeFileSync(known, "- requirement: push.manifest.created-201\n  reason: known since 2.8\n");
      const run = ["run", "--only", "push.manifest.*", "--out", folder, "--baseline", known];
      const accepted = await commandLine(...run, "--fault", "manifest-put-202");
      expect(accepted.code).toBe(0);
      expect(accepted.stdout).toContain("Accepted by the baseline: 1\n  ✗ push.manifest.created-201");
      expect(accepted.stdout).toContain("Not conformant");
      expect(read(join(folder, "report.json")).summary.conformant).toBe(false);
      const stale = await commandLine(...run);
      expect(stale.code).toBe(1);
      expect(stale.stdout).toContain("Baseline: 1 entry can go");
      expect((await commandLine(...run, "--update-baseline")).code).toBe(0);
      expect(readFileSync(known, "utf8")).not.toContain("push.manifest");
    }));
});
