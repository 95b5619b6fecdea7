import { mkdirSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { readDocument } from "../../engine/document-file.ts";
import { UsageError } from "../../engine/errors.ts";
import { problemOf, readReport } from "../../engine/report-file.ts";
import type { Report } from "../../schemas/report.ts";
import { inNewFolder } from "../cli/new-folder.ts";
import { sampleReport } from "../reporters/sample-report.ts";

/** What a file of this content is read as; the error where it is not. */
async function read(content: string | Buffer, by: (file: string) => unknown = readReport): Promise<unknown> {
  let outcome: unknown;
  await inNewFolder(async (folder) => {
    const file = join(folder, "report.json");
    writeFileSync(file, content);
    try {
      outcome = by(file);
    } catch (error) {
      expect(error).toBeInstanceOf(UsageError);
      outcome = (error as Error).message.replace(folder, "");
    }
  });
  return outcome;
}

const sample = sampleReport();
const changed = (change: object) => ({ ...sample, ...change });

describe("A report", () => {
  test("is read as it stands in the file, compressed or not, also what is not known of it", async () => {
    const more = { ...sample, configuration: { ...sample.configuration, ofTomorrow: true } };
    expect(await read(JSON.stringify(more))).toEqual(more);
    expect(await read(gzipSync(JSON.stringify(more)))).toEqual(more);
  });

  test("is told from another file", async () => {
    expect(await read("[]")).toBe("/report.json is no report of oci-conformance: it is no JSON object");
    expect(await read("# Readme")).toBe("/report.json is not JSON: name the report.json that a run wrote");
  });
});

describe("What is no report is told so", () => {
  test.each<[string, unknown, string]>([
    ["null", null, "it is no JSON object"],
    ["a text", "report", "it is no JSON object"],
    ["a list", [sample], "it is no JSON object"],
    ["one of a later version", changed({ schemaVersion: 2 }), "its schemaVersion is 2, this version reads 1"],
    [
      "one without a version",
      changed({ schemaVersion: undefined }),
      "its schemaVersion is undefined, this version reads 1",
    ],
    [
      "one by another spec",
      changed({ spec: { distribution: "0.9" } }),
      "it names no version of the spec that this version knows",
    ],
    ["one without a spec", changed({ spec: undefined }), "it must have required property 'spec'"],
    ["one with a part that is not as the schema has it", changed({ results: [{}] }), "/results/0 must have required"],
  ])("%s", (_, document, problem) => {
    expect(problemOf(document)).toContain(problem);
  });

  test("in a line that is no longer than it must be", () => {
    expect(problemOf(changed({ schemaVersion: "1".repeat(9999) }))?.length).toBeLessThan(90);
    const configuration = { ["x".repeat(9999)]: 1 };
    expect(problemOf(changed({ capabilities: configuration }))?.length).toBeLessThan(300);
  });
});

describe("A verdict that rests on an exchange which is not there", () => {
  /** With the second result of one judgement resting on this exchange. */
  function resting(on: string, { results: [first, second, ...others] }: Pick<Report, "results">) {
    return { results: [first, { ...second, exchanges: ["x1", on] }, ...others] };
  }
  const [edge] = sample.alsoJudged ?? [];
  if (!edge) throw new Error("the sample has a second judgement");

  test("makes the file no report, and is named with its place", () => {
    expect(problemOf(sample)).toBeUndefined();
    expect(problemOf({ ...sample, ...resting("x99", sample) })).toBe(
      "/results/1 rests on x99, an exchange that it does not have",
    );
    expect(problemOf({ ...sample, alsoJudged: [edge, { ...edge, ...resting("x98", edge) }] })).toBe(
      "/alsoJudged/1/results/1 rests on x98, an exchange that it does not have",
    );
    const long = `x${"9".repeat(999)}`;
    expect(problemOf({ ...sample, ...resting(long, sample) })?.length).toBeLessThan(100);
  });
});

test("Two exchanges of one name make the file no report: one would be shown, and the other judged", () => {
  const [first, ...others] = sample.exchanges;
  expect(problemOf(changed({ exchanges: [...sample.exchanges, first] }))).toBe(
    "it has two exchanges that are called x1",
  );
  const long = others.map((exchange) => ({ ...exchange, id: `x${"9".repeat(999)}` }));
  expect(problemOf(changed({ exchanges: [first, ...long] }))?.length).toBeLessThan(100);
});

describe("A document", () => {
  const deep = (levels: number) => "[".repeat(levels) + "]".repeat(levels);

  test("may be anything in JSON that does not nest too deep", async () => {
    expect(await read("5", readDocument)).toBe(5);
    expect(await read(deep(200), readDocument)).toHaveLength(1);
    expect(await read(deep(201), readDocument)).toMatch(/nests more than 200 levels deep: no report does$/);
    expect(await read("{", readDocument)).toMatch(/is not JSON/);
    expect(await read("", readDocument)).toMatch(/is not JSON/);
  });

  test("that only starts as gzip does is not read", async () => {
    expect(await read(Buffer.from([0x1f, 0x8b, 8, 0]), readDocument)).toMatch(
      /^\/report\.json cannot be decompressed: unexpected end of file$/,
    );
    expect(await read(Buffer.from([0x1f]), readDocument)).toMatch(/is not JSON/);
    expect(await read(Buffer.from([0x31, 0x8b]), readDocument)).toMatch(/is not JSON/);
  });

  test("that is not there, is a folder or is far too large cannot be read", () =>
    inNewFolder(async (folder) => {
      const [large, nested] = [join(folder, "large.json"), join(folder, "nested")];
      mkdirSync(nested);
      expect(() => readDocument(nested)).toThrow(/nested cannot be read as a report: EISDIR/);
      expect(() => readDocument(join(folder, "none"))).toThrow(/none cannot be read as a report: ENOENT/);
      writeFileSync(large, "1");
      truncateSync(large, 256 * 1024 * 1024 + 1);
      expect(() => readDocument(large)).toThrow(
        /large\.json cannot be read as a report: it has 268435457 bytes, and a report has 268435456 at most/,
      );
    }));
});
