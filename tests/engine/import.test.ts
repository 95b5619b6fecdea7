import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { UsageError } from "../../engine/errors.ts";
import { fromJunit } from "../../engine/import/junit.ts";
import { fromResultsYaml } from "../../engine/import/results-yaml.ts";
import { importResults } from "../../engine/import.ts";
import { problemOf } from "../../engine/report-file.ts";
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

  it("keep when they were made, in universal time where they name no zone; what is no date is none", () => {
    const at = (timestamp: string) =>
      fromJunit(ginkgo.replace("<testsuite ", `<testsuite timestamp="${timestamp}" `)).testedAt;
    expect(at("2024-02-15T17:35:05")).toBe("2024-02-15T17:35:05.000Z");
    expect(at("2024-02-15T17:35:05.5Z")).toBe("2024-02-15T17:35:05.500Z");
    expect(at("2024-02-15T17:35:05+02:00")).toBe("2024-02-15T15:35:05.000Z");
    expect(at("2024-02-15T17:35:05+0200")).toBe("2024-02-15T15:35:05.000Z");
    expect(at("last week")).toBeUndefined();
    expect(fromJunit(ginkgo)).not.toHaveProperty("testedAt");
    const nested = second.replace("<testsuite name", '<testsuite timestamp="2024-02-15T17:35:05" name');
    expect(fromJunit(nested).testedAt).toBe("2024-02-15T17:35:05.000Z");
  });

  it("of a test that is named several times are its worst", () => {
    const named = (...inside: string[]) =>
      inShort(
        fromJunit(
          `<testsuite>${inside.map((each) => `<testcase name="${start} Pull it">${each}</testcase>`).join("")}</testsuite>`,
        ),
      )["official.v1.pull.it"];
    const worstFirst = ["<failure/>", "<error/>", "", "<skipped/>"];
    const verdicts = ["fail", "error", "pass", "skip"];
    for (const [rank, worse] of worstFirst.entries())
      for (const better of worstFirst.slice(rank)) {
        expect(named(worse, better)).toBe(verdicts[rank]);
        expect(named(better, worse)).toBe(verdicts[rank]);
      }
  });

  it("belong to the workflow of what the second suite does at the end", () => {
    const categoryOf = (name: string) =>
      fromJunit(`<testsuite><testcase name="OCI Conformance Test/image/${name}" status="passed"/></testsuite>`)
        .findings[0]?.category;
    for (const [name, category] of [
      ["blob-delete", "management"],
      ["manifest-by-tag-delete", "management"],
      ["blob-post-cancel", "management"],
      ["tag-list", "discovery"],
      ["referrers-get", "discovery"],
      ["manifest-head", "pull"],
      ["blob-get/nothing but this", "push"],
      ["blob-get", "pull"],
      ["ping", "base"],
      ["blob-put", "push"],
    ] as const)
      expect(categoryOf(name), name).toBe(category);
  });

  it("have what each suite says of a case", () => {
    const { findings } = fromJunit(`<testsuite>
      <testcase name="${start} Push Setup make a blob"/>
      <testcase name="${start} Push Teardown remove it"><failure message="no"/></testcase>
      <testcase name="${start} Push is by element" time="1.5"><failure message=" refused ">in full</failure></testcase>
      <testcase name="${start} Pull is by text" time="none"><error>

        timed out
      </error></testcase>
      <testcase name="${start} Content Discovery is skipped"><skipped message="off"/></testcase>
      <testcase name="${start} Push of Setup (and - more!)"><failure message=" "/></testcase>
      <testcase name="${start} Content Management is by status" status="failed"/>
      <testcase name="${start} Something else"/>
    </testsuite>`);
    const base = { level: "MUST", durationMs: 0 };
    expect(findings).toEqual([
      {
        ...base,
        name: "Push is by element",
        id: "official.v1.push.is-by-element",
        category: "push",
        verdict: "fail",
        message: "refused",
        durationMs: 1500,
      },
      {
        ...base,
        name: "Pull is by text",
        id: "official.v1.pull.is-by-text",
        category: "pull",
        verdict: "error",
        message: "timed out",
      },
      {
        ...base,
        name: "Content Discovery is skipped",
        id: "official.v1.discovery.is-skipped",
        category: "discovery",
        verdict: "skip",
        message: "off",
      },
      {
        ...base,
        name: "Push of Setup (and - more!)",
        id: "official.v1.push.of-setup-and-more",
        category: "push",
        verdict: "fail",
      },
      {
        ...base,
        name: "Content Management is by status",
        id: "official.v1.management.is-by-status",
        category: "management",
        verdict: "fail",
      },
    ]);
  });

  it("are read of results.yaml, whatever it says of the registry and the version", () => {
    const of = (config: string) => {
      const { url, spec } = fromResultsYaml(`${config}\napis:\n  Ping: Pass\ndata: {}\n`);
      return { url, spec };
    };
    expect(of("config: {registry: r.example, tls: enabled, version: 1.1}")).toEqual({
      url: "https://r.example",
      spec: "1.1",
    });
    expect(of("config: {registry: r.example, version: dev}")).toEqual({ url: "https://r.example", spec: "edge" });
    for (const none of ["config: {}", "config: [1]", "config: {registry: ''}", "other: 1"])
      expect(of(none)).toEqual({ url: undefined, spec: undefined });
  });

  it("are in the workflow of what they show, and tell what was not tested and why", () => {
    const { findings } = fromResultsYaml(yaml);
    expect(findings.map(({ id, category }) => [id, category])).toEqual([
      ["official.api.blob-get", "pull"],
      ["official.api.blob-mount", "push"],
      ["official.api.ping", "base"],
      ["official.api.tag-delete", "management"],
      ["official.api.something-new", "push"],
      ["official.data.image", "push"],
    ]);
    expect(findings[3]).toMatchObject({ name: "Tag delete", message: "the official suite says Disabled" });
    expect(findings[0]).not.toHaveProperty("message");
    expect(findings.every(({ level }) => level === "MUST")).toBe(true);
    expect(fromResultsYaml("apis: {}\ndata: {Something New: Pass}\n")).toMatchObject({
      from: "the official suite, v2 (results.yaml)",
      findings: [{ id: "official.data.something-new", category: "push" }],
    });
  });

  it("are no words that every object knows", () => {
    const found = fromResultsYaml("apis:\n  Ping: constructor\n  constructor: Pass\ndata: {}\n");
    expect(inShort(found)).toEqual({ "official.api.constructor": "pass" });
  });

  it.each(["", "a: b", "apis:\ndata: {}", "apis: {}", "apis: {}\ndata: []", "apis: x\ndata: {}", "- 1"])(
    "are not in %j",
    (text) => {
      expect(() => fromResultsYaml(text)).toThrow("it has no apis and data");
    },
  );

  it("of the second suite are those of it alone, whatever else is in the file", () => {
    const among = second.replace("<testcase", '<testcase name="other/blob-get" status="failed"/><testcase');
    expect(inShort(fromJunit(among))).toEqual(inShort(fromJunit(second)));
  });

  it("are not read of half a file", () => {
    for (const text of [ginkgo, second]) {
      const half = text.slice(0, text.lastIndexOf("</testcase>") + "</testcase>".length);
      expect(() => fromJunit(half)).toThrow(/unclosed tag/);
    }
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

  test("gives a result of each, with the day that it was made", () =>
    published(
      { "junit.xml": second.replace("<testsuite name", '<testsuite timestamp="2024-02-15T17:35:05" name') },
      (folder) => {
        const { results, ...report } = importResults(folder);
        expect(report).toMatchObject({
          startedAt: "2024-02-15T17:35:05.000Z",
          finishedAt: "2024-02-15T17:35:05.000Z",
          interrupted: false,
          target: { url: "urn:oci-conformance:product:acme", product: "acme" },
          spec: { distribution: "1.0" },
          imported: { from: "the official suite, v2 (junit.xml)", dated: true },
        });
        expect(results.map(({ requirement, title, verdict }) => [requirement, title, verdict])).toEqual([
          ["official.v2.ping", "ping", "pass"],
          ["official.v2.sha256-blobs-empty-blob-head", "sha256 blobs/empty/blob-head", "fail"],
          ["official.v2.sha256-blobs-empty-blob-delete", "sha256 blobs/empty/blob-delete", "error"],
          ["official.v2.empty-tag-list", "empty/tag list", "skip"],
        ]);
        expect(results[3]).toMatchObject({ reason: "the official suite skipped it", scenario: "official suite" });
        expect(results.flatMap(({ statements, exchanges }) => [...statements, ...exchanges])).toEqual([]);
        for (const { section } of results) expect(section).toMatch(/^https:.*spec\.md$/);
        expect(problemOf(JSON.parse(JSON.stringify(importResults(folder))))).toBeUndefined();
      },
      "v1.0.1",
    ));

  test("says why a case was skipped or broken, and where a product has no name that it is unknown", () =>
    published(
      {
        "junit.xml": `<testsuite>
          <testcase name="${start} Pull a"><skipped message="not enabled"/></testcase>
          <testcase name="${start} Pull b"><failure message="expected 200"/></testcase>
        </testsuite>`,
        "PRODUCT.yaml": "vendor: Acme\n",
      },
      (folder) => {
        const { results, target, imported, startedAt } = importResults(folder);
        expect(results[0]).toMatchObject({ verdict: "skip", reason: "not enabled" });
        expect(results[0]).not.toHaveProperty("message");
        expect(results[1]).toMatchObject({ verdict: "fail", message: "expected 200" });
        expect(target).toEqual({ url: "urn:oci-conformance:product:unknown", product: "unknown" });
        expect([startedAt, imported?.dated]).toEqual(["1970-01-01T00:00:00.000Z", false]);
      },
    ));

  test("whose PRODUCT.yaml cannot be read is wrong usage", () =>
    published({ "junit.xml": ginkgo }, (folder) => {
      mkdirSync(join(folder, "PRODUCT.yaml"));
      expect(() => importResults(folder)).toThrow(UsageError);
      expect(() => importResults(folder)).toThrow(/PRODUCT\.yaml cannot be read: EISDIR/);
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
