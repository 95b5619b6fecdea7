import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { readReport } from "../../../engine/report-file.ts";
import { renderResultsYaml } from "../../../reporters/results-yaml.ts";
import { reportsByVersion } from "../../../schemas/judgements.ts";
import { reportOf, result } from "../../reporters/sample-report.ts";
import { built } from "../product.ts";
import { version } from "./suite.ts";

const { program, missing } = built("official-reader", version);
const folder = mkdtempSync(join(tmpdir(), "oci-conformance-"));
afterAll(() => rmSync(folder, { recursive: true }));

const recorded = fileURLToPath(new URL("../../../results/", import.meta.url));
const reports = readdirSync(recorded, { recursive: true, encoding: "utf8" }).filter((file) =>
  file.endsWith("report.json.gz"),
);

/** What the official suite's types make of the text: what they would write themselves, and what they do not know. */
function readByOfficialTypes(text: string): { written: string; problems: string } {
  const file = join(folder, "results.yaml");
  writeFileSync(file, text);
  const { stdout, stderr } = spawnSync(program, [file], { encoding: "utf8" });
  return { written: stdout, problems: stderr };
}

describe.skipIf(missing)(`results.yaml in the official suite's own types (${missing ?? "built"})`, () => {
  test.each(reports)("%s gives what the official suite would write, byte for byte", (file) => {
    for (const report of reportsByVersion(readReport(join(recorded, file)))) {
      const text = renderResultsYaml(report);
      expect(readByOfficialTypes(text), report.spec.distribution).toEqual({ written: text, problems: "" });
    }
  });

  test("whatever a user calls registry and repositories stays a value", () => {
    const configuration = { repository: 'a: "b" # c', secondRepository: "- yes", credentials: "token" };
    const target = { url: "http://[::1]:5000/%25\\x" };
    const text = renderResultsYaml(
      reportOf([result({ requirement: "base.v2.get-200", verdict: "fail" })], [], { configuration, target }),
    );
    const { written, problems } = readByOfficialTypes(text);
    expect(problems).toBe("");
    expect(parse(written)).toEqual(parse(text));
  });

  test("what was there and was read stands under its keys", () => {
    const digest = `sha256:${"a".repeat(64)}`;
    const alsoRead = { manifests: ["v1", digest], blobs: [digest], referrers: [digest] };
    const text = renderResultsYaml(
      reportOf([result({ requirement: "base.v2.get-200", verdict: "pass" })], [], { configuration: { alsoRead } }),
    );
    const { written, problems } = readByOfficialTypes(text);
    expect(problems).toBe("");
    expect(parse(written).config.roData).toEqual({
      tags: ["v1"],
      manifests: [digest],
      blobs: [digest],
      referrers: [digest],
    });
  });

  test.each([
    ["a member of its own", "config:\n", "config:\n  ours: 1\n", /unknown field "ours"/],
    ["a word of its own", "Ping: FAIL", "Ping: Broken", /unknown status Broken/],
    ["an API of its own", "Ping: FAIL", "Pong: FAIL", /no API is called "Pong"/],
    ["what its config leaves out", "ping: true", "ping: false", /"Ping" is FAIL, and disabled/],
  ])("with %s it is refused", (_, before, after, problem) => {
    const text = renderResultsYaml(reportOf([result({ requirement: "base.v2.get-200", verdict: "fail" })], []));
    expect(text).toContain(before);
    expect(readByOfficialTypes(text.replace(before, after)).problems).toMatch(problem);
  });
});
