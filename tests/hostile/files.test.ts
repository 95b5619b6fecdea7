import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { mergeReports } from "../../engine/merge.ts";
import { readReport } from "../../engine/report-file.ts";
import { commandLine, inNewFolder } from "../cli/command-line.ts";
import { sampleReport } from "../reporters/sample-report.ts";

const deep = (levels: number) => "[".repeat(levels) + "]".repeat(levels);
/** One that a run wrote: imported ones are no shards. */
const { imported: _, ...whole } = sampleReport();
const sample = JSON.stringify(whole);
const changed = (change: object) => JSON.stringify({ ...whole, ...change });

test.each<[string, string | Buffer, RegExp]>([
  ["deep", deep(1_000_000), /nests more than 200 levels deep/],
  ["deep inside", sample.replace('"configuration":{', `"configuration":{"x":${deep(10_000)},`), /nests more than/],
  [
    "a version of escapes",
    `{"schemaVersion":"\\u001b[31m${"x".repeat(1e6)}"}`,
    /its schemaVersion is "\\u001b\[31mx+, this/,
  ],
  ["a gzip bomb", gzipSync(Buffer.alloc(300 * 1024 * 1024, " "), { level: 1 }), /it expands to more than \d+ bytes/],
  ["no gzip", Buffer.from([0x1f, 0x8b, 1, 2]), /cannot be decompressed/],
  ["a summary of nothing", changed({ summary: {} }), /\/summary must have required property/],
  ["a target of a number", changed({ target: { url: 5 } }), /\/target\/url must be string/],
  ["an exchange of null", changed({ exchanges: [null] }), /\/exchanges\/0 must be object/],
  ["scenarios of numbers", changed({ scenarios: [1] }), /\/scenarios\/0 must be object/],
  ["no list of judgements", changed({ alsoJudged: 5 }), /\/alsoJudged must be array/],
  ["a cleanup of a number", changed({ cleanup: 5 }), /\/cleanup must be object/],
])("%s is no report, which is said in one line", (_, content, hint) =>
  inNewFolder(async (folder) => {
    const file = join(folder, "report.json");
    writeFileSync(file, content);
    expect(() => readReport(file)).toThrow(hint);
    expect(() => readReport(file)).toThrow(/^[^\n]{1,1000}$/);
  }),
);

test("keys of every object's prototype are members like others", () =>
  inNewFolder(async (folder) => {
    const file = join(folder, "report.json");
    writeFileSync(file, sample.replace("{", '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},'));
    const report = readReport(file);
    mergeReports([{ name: file, report }]);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  }));

test("what a file says is shown in an error, not obeyed", () =>
  inNewFolder(async (folder) => {
    const [one, other] = [join(folder, "one.json"), join(folder, "other.json")];
    writeFileSync(one, sample);
    writeFileSync(other, changed({ target: { url: "http://x/\u001b[2J\u009b31m\n" } }));
    const { code, stderr } = await commandLine("merge", one, other, "--out", folder);
    expect(code).toBe(2);
    expect(stderr).toContain("\\x1b[2J\\x9b31m\\n");
    expect(stderr).toMatch(/^[\x20-\x7e]*\n$/);
  }));

test("YAML of aliases of aliases, and a name that is none, are wrong usage", () =>
  inNewFolder(async (folder) => {
    const [bomb, product, report] = ["bomb.yaml", "PRODUCT.yaml", "report.json"].map((name) => join(folder, name));
    const row = (name: string, of: string) => `${name}: &${name} [${Array(9).fill(of)}]\n`;
    const names = [..."abcdefghi"];
    writeFileSync(bomb as string, names.map((name, at) => row(name, at === 0 ? "x" : `*${names[at - 1]}`)).join(""));
    writeFileSync(product as string, "name: [a]\nversion: 1.0.0\n");
    writeFileSync(report as string, sample);
    for (const args of [
      ["run", "--config", bomb as string, "--print-config"],
      ["bundle", report as string, "--product", product as string, "--out", folder],
    ]) {
      const { code, stderr } = await commandLine(...args);
      expect(code).toBe(2);
      expect(stderr).toMatch(/^oci-conformance: .*(aliases come to too much|names no product).*\n$/);
    }
  }));
