import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { UsageError } from "../../engine/errors.ts";
import { fromJunit } from "../../engine/import/junit.ts";
import { fromResultsYaml } from "../../engine/import/results-yaml.ts";
import { importResults } from "../../engine/import.ts";
import { renderAll } from "../../reporters/index.ts";
import { inNewFolder } from "../cli/new-folder.ts";
import { shared } from "../specs/shared.ts";

const start = "OCI Distribution Conformance Tests";

/** The first suite, its version 1.0: the suite is the root, and says by elements how a case ended. */
const ginkgo = `<?xml version="1.0" encoding="UTF-8"?>
<testsuite name="${start}" tests="5" failures="1" errors="0" time="0.3">
  <testcase name="${start} Pull Setup Populate registry with test blob" time="0.01"></testcase>
  <testcase name="${start} Pull Pull blobs GET nonexistent blob should result in 404 response" time="0.014"></testcase>
  <testcase name="${start} Push Blob Upload Monolithic PUT" time="0.02"><failure type="Failure">expected 201</failure></testcase>
  <testcase name="${start} Content Management Blob delete DELETE request" time="0.02"><skipped message="not enabled"></skipped></testcase>
  <testcase name="${start} Content Management Blob delete DELETE request" time="0.02"></testcase>
  <testcase name="html custom reporter" time="1"></testcase>
</testsuite>`;

/** The second suite has no such elements: the status alone says it. */
const second = `<testsuites time="1.4" tests="4">
  <testsuite name="OCI Conformance Test" tests="4" failures="1" errors="0" time="1.4">
    <testcase name="OCI Conformance Test/ping" classname="" time="0.1" status="passed"></testcase>
    <testcase name="OCI Conformance Test/sha256 blobs/empty/blob-head" classname="" time="0.1" status="failure"><system-out>expected 200</system-out></testcase>
    <testcase name="OCI Conformance Test/sha256 blobs/empty/blob-delete" classname="" time="0.1" status="error"></testcase>
    <testcase name="OCI Conformance Test/empty/tag list" classname="" time="0.1" status="skipped"></testcase>
  </testsuite>
</testsuites>`;

const yaml = `config:
  registry: registry.example:5000
  tls: disabled
  version: 1.1+dev
apis:
  Blob get: Pass
  Blob mount: FAIL
  Ping: Error
  Tag delete: Disabled
  Something New: Pass
  Odd: Unknown
data:
  Image: Skip
`;

const inShort = ({ findings }: { findings: { id: string; verdict: string }[] }) =>
  Object.fromEntries(findings.map(({ id, verdict }) => [id, verdict]));

describe("Results of the official suite", () => {
  it("are read of its first version's junit.xml, without what is no test", () => {
    const found = fromJunit(ginkgo);
    expect(inShort(found)).toEqual({
      "official.v1.pull.pull-blobs-get-nonexistent-blob-should-result-in-404-response": "pass",
      "official.v1.push.blob-upload-monolithic-put": "fail",
      "official.v1.management.blob-delete-delete-request": "pass",
    });
    expect(found.findings[1]).toMatchObject({ category: "push", message: "expected 201", durationMs: 20 });
  });

  it("are read of its second version's junit.xml, where only the status says that a case is broken", () => {
    expect(inShort(fromJunit(second))).toEqual({
      "official.v2.ping": "pass",
      "official.v2.sha256-blobs-empty-blob-head": "fail",
      "official.v2.sha256-blobs-empty-blob-delete": "error",
      "official.v2.empty-tag-list": "skip",
    });
  });

  it("are read of results.yaml, with names and words that nobody has seen yet", () => {
    const found = fromResultsYaml(yaml);
    expect(inShort(found)).toEqual({
      "official.api.blob-get": "pass",
      "official.api.blob-mount": "fail",
      "official.api.ping": "error",
      "official.api.tag-delete": "skip",
      "official.api.something-new": "pass",
      "official.data.image": "skip",
    });
    expect(found).toMatchObject({ url: "http://registry.example:5000", spec: "edge" });
  });

  it.each(["<testsuite>", "<testsuite/>", '<testsuite><testcase name="other"/></testsuite>'])(
    "are not in %s",
    (text) => {
      expect(() => fromJunit(text)).toThrow();
    },
  );
});

/** A folder as the public results repository has it. */
const published = (files: Record<string, string>, work: (folder: string) => Promise<void> | void, version = "v1.1") =>
  inNewFolder(async (parent) => {
    const folder = join(parent, version, "acme");
    mkdirSync(folder, { recursive: true });
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    await work(folder);
  });

describe("Importing a folder", () => {
  test("gives a report that says where it comes from, and renders in every format", () =>
    published({ "junit.xml": ginkgo, "PRODUCT.yaml": "name: Acme\nversion: 2.8.0\n" }, (folder) => {
      const report = importResults(folder);
      expect(report).toMatchObject({
        spec: { distribution: "1.1" },
        target: { url: "urn:oci-conformance:product:acme", product: "Acme@2.8.0" },
        imported: { from: "the official suite, v1 (junit.xml)", dated: false },
      });
      expect(report.summary.categories.find(({ id }) => id === "push")?.status).toBe("non-conformant");
      const [markdown] = renderAll(report, ["markdown"]);
      expect(markdown?.text).toContain("Imported from the official suite, v1 (junit.xml); nothing was judged here.");
    }));

  test("prefers results.yaml, and what it says of the version", () =>
    published({ "junit.xml": second, "results.yaml": yaml }, (folder) => {
      expect(importResults(folder)).toMatchObject({ spec: { distribution: "edge" }, target: { product: "acme" } });
      expect(importResults(folder, "1.0").spec.distribution).toBe("1.0");
    }));

  test.each([
    [{}, "v1.1", /neither results\.yaml nor junit\.xml/],
    [{ "results.yaml": "a: b" }, "v1.1", /results\.yaml cannot be imported: it has no apis and data/],
    [{ "junit.xml": "<a" }, "v1.1", /junit\.xml cannot be imported/],
    [{ "junit.xml": ginkgo }, "live", /name it by --spec/],
  ])("of %j in %s is wrong usage", (files, version, hint) =>
    published(
      files as Record<string, string>,
      (folder) => {
        expect(() => importResults(folder)).toThrow(UsageError);
        expect(() => importResults(folder)).toThrow(hint);
      },
      version,
    ),
  );
});

test("every published result imports, and none of them has anything broken", (context) => {
  const root = shared(context, "published-results");
  const folders = ["v1.0", "v1.1"].flatMap((version) =>
    readdirSync(join(root, version)).map((name) => join(root, version, name)),
  );
  expect(folders.length).toBeGreaterThan(10);
  for (const folder of folders) {
    const { summary, results, target } = importResults(folder);
    expect(summary.verdicts.fail, folder).toBe(0);
    expect(results.length, folder).toBeGreaterThan(35);
    expect(new Set(results.map(({ requirement }) => requirement)).size, folder).toBe(results.length);
    expect(target.product, folder).toContain("@");
  }
});
