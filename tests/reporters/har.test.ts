import { createRequire } from "node:module";
import { Ajv } from "ajv";
import draft6 from "ajv/dist/refs/json-schema-draft-06.json" with { type: "json" };
import addFormats from "ajv-formats";
import type { Har } from "har-format";
import { describe, expect, it } from "vitest";
import { renderHar } from "../../reporters/har.ts";
import { sampleReport } from "./sample-report.ts";

const schemas: Record<string, object> = createRequire(import.meta.url)("har-schema");
const report = sampleReport();
const { log }: Har = JSON.parse(renderHar(report));

/** The schema of the HAR 1.2 working group's document, as the har-schema package has it. */
function problemsOf(document: unknown): string[] {
  const ajv = new Ajv({ allErrors: true, strict: false });
  ajv.addMetaSchema(draft6);
  addFormats.default(ajv);
  for (const schema of Object.values(schemas)) ajv.addSchema(schema);
  ajv.validate("har.json#", document);
  return (ajv.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

describe("The HAR report", () => {
  it("is valid by the schema of HAR 1.2", () => {
    expect(problemsOf({ log })).toEqual([]);
    expect(problemsOf({ log: { ...log, entries: [{}] } })).not.toEqual([]);
  });

  it("has every exchange in the order of sending, on the page of its scenario", () => {
    expect(log.entries.map(({ comment }) => comment?.split(":")[0])).toEqual(report.exchanges.map(({ id }) => id));
    const titles = new Map(log.pages?.map(({ id, title }) => [id, title]));
    expect(log.entries.map(({ pageref }) => titles.get(pageref ?? ""))).toEqual(
      report.exchanges.map(({ scenario }) => scenario),
    );
  });

  it("has times that add up", () => {
    for (const { time, timings } of log.entries) {
      const { send = -1, wait, receive } = timings;
      expect(send + wait + receive).toBeCloseTo(time);
      expect(receive).toBeGreaterThanOrEqual(0);
    }
  });

  it("tells query, bodies and redirects", () => {
    const [, , put, pull, , , , missing, binary] = log.entries;
    expect(put?.request.queryString).toContainEqual({ name: "_state", value: "ab/cd" });
    expect(put?.request.postData?.comment).toMatch(/^1024 bytes, sha256:.*, not kept; made by: /);
    expect(pull?.response.redirectURL).toMatch(/^javascript:/);
    expect(missing?.response.content.text).toContain("errors");
    expect(binary?.response.content).toMatchObject({ encoding: "base64", size: 1024 });
  });

  it("has status 0 and the reason where no answer came", () => {
    expect(log.entries.at(-1)?.response).toMatchObject({ status: 0, comment: "timeout: no answer within 10 s" });
  });

  it("holds no secret that the report does not hold", () => {
    expect(JSON.stringify(log)).toContain("Bearer ***");
  });
});
