import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import type { Report } from "../../schemas/report.ts";
import { sampleReport } from "../reporters/sample-report.ts";

type Schema = Record<string, unknown>;

const text = readFileSync(new URL("../../schemas/report.schema.json", import.meta.url), "utf8");

function validatorOf(schema: Schema) {
  const ajv = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true, allErrors: true });
  addFormats.default(ajv);
  const validate = ajv.compile(schema);
  return (document: unknown): string[] => {
    validate(JSON.parse(JSON.stringify(document)));
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  };
}

/** The schema with every object of known members closed, to find members that only the type has. */
function sealed(): Schema {
  return JSON.parse(text, (_, node) =>
    node?.type === "object" && node.properties ? { additionalProperties: false, ...node } : node,
  );
}

/** Every member the schema declares, as `member` of the object it stands in. */
function declaredMembers(node: unknown, found = new Set<string>()): Set<string> {
  if (typeof node !== "object" || node === null) return found;
  const { properties } = node as Schema;
  for (const name of Object.keys((properties as object | undefined) ?? {})) found.add(name);
  for (const child of Object.values(node)) declaredMembers(child, found);
  return found;
}

function usedMembers(node: unknown, found = new Set<string>()): Set<string> {
  if (typeof node !== "object" || node === null) return found;
  if (!Array.isArray(node)) for (const name of Object.keys(node)) found.add(name);
  for (const child of Object.values(node)) usedMembers(child, found);
  return found;
}

describe("The report's schema and its type", () => {
  const errorsOf = validatorOf(JSON.parse(text));

  it("accept the same document", () => {
    expect(errorsOf(sampleReport())).toEqual([]);
  });

  it("know the same members: the sample uses all that the schema declares, and no other", () => {
    expect(validatorOf(sealed())(sampleReport())).toEqual([]);
    const used = usedMembers(sampleReport());
    expect([...declaredMembers(JSON.parse(text))].filter((member) => !used.has(member))).toEqual([]);
  });

  it("let more be added where a reader can pass it over", () => {
    const report = sampleReport();
    Object.assign(report, { shard: "2/4" });
    Object.assign(report.results[0] ?? {}, { since: "0.2.0" });
    Object.assign(report.exchanges[0] ?? {}, { connection: 3 });
    expect(errorsOf(report)).toEqual([]);
  });

  const mutations: Record<string, (report: Report) => unknown> = {
    "an unknown verdict": (report) => Object.assign(report.results[0] ?? {}, { verdict: "passed" }),
    "an unknown level": (report) => Object.assign(report.results[0] ?? {}, { level: "REQUIRED" }),
    "another schema version": (report) => Object.assign(report, { schemaVersion: 2 }),
    "a time that is none": (report) => Object.assign(report, { startedAt: "yesterday" }),
    "no summary": (report) => Object.assign(report, { summary: undefined }),
    "a verdict that is not counted": (report) => Object.assign(report.summary.verdicts, { blocked: undefined }),
    "a verdict that nobody knows": (report) => Object.assign(report.summary.verdicts, { flaky: 1 }),
    "a negative count": (report) => Object.assign(report.summary.verdicts, { pass: -1 }),
    "a category that is neither": (report) => Object.assign(report.summary.categories[0] ?? {}, { status: "ok" }),
    "a digest cut short": (report) => Object.assign(report.exchanges[0]?.request.body ?? {}, { digest: "sha256:ab" }),
    "a header without a value": (report) => Object.assign(report.exchanges[0]?.request ?? {}, { headers: [["Host"]] }),
    "a header with two values": (report) =>
      Object.assign(report.exchanges[0]?.request ?? {}, { headers: [["Host", "a", "b"]] }),
    "a body in two forms": (report) => Object.assign(report.exchanges[0]?.request.body ?? {}, { text: "", base64: "" }),
    "an exchange that came to nothing": (report) => Object.assign(report.exchanges[0] ?? {}, { response: undefined }),
    "a link that is none": (report) => Object.assign(report.results[0] ?? {}, { section: "see the spec" }),
    "an unknown failure": (report) => Object.assign(report.exchanges[10]?.error ?? {}, { kind: "odd" }),
  };
  it.each(Object.entries(mutations))("refuse %s", (_, mutate) => {
    const report = sampleReport();
    mutate(report);
    expect(errorsOf(report)).not.toEqual([]);
  });
});
