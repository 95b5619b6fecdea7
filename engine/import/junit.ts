import type { Category } from "../../specs/model.ts";
import { type Finding, type Findings, slug, worse } from "./finding.ts";
import { type Element, elementsOf, parseXml } from "./xml.ts";

const first = "OCI Distribution Conformance Tests ";
const second = "OCI Conformance Test/";

/** The workflow that stands at the beginning of a test's name in the first suite. */
const workflows: Record<string, Category> = {
  "Pull ": "pull",
  "Push ": "push",
  "Content Discovery ": "discovery",
  "Content Management ": "management",
};

/**
 * The junit.xml of the official suite, first (Ginkgo) or second (Go command). Setup and teardown are no tests. A test that is
 * named several times counts once, by its worst outcome.
 * @throws Error when it is no XML, or of neither suite
 */
export function fromJunit(text: string): Findings {
  const root = parseXml(text);
  const cases = elementsOf(root, "testcase").map((element) => ({ element, name: element.attributes.name ?? "" }));
  const isSecond = cases.some(({ name }) => name.startsWith(second));
  const found = cases.flatMap(({ element, name }) => (isSecond ? ofSecond(element, name) : ofFirst(element, name)));
  if (found.length === 0) throw new Error("it has no test of the official suite");
  const byId = new Map<string, Finding>();
  for (const finding of found) {
    const other = byId.get(finding.id);
    byId.set(finding.id, other ? worse(other, finding) : finding);
  }
  const [suite] = elementsOf({ ...root, children: [root] }, "testsuite");
  const timestamp = suite?.attributes.timestamp;
  return {
    from: `the official suite, ${isSecond ? "v2" : "v1"} (junit.xml)`,
    findings: [...byId.values()],
    ...testedAt(timestamp),
  };
}

/** Without a zone it is universal time. Nothing where it is no date: the results are what they are without one. */
function testedAt(timestamp = ""): Pick<Findings, "testedAt"> {
  const date = new Date(/Z$|[+-]\d\d:?\d\d$/.test(timestamp) ? timestamp : `${timestamp}Z`);
  return Number.isNaN(date.getTime()) ? {} : { testedAt: date.toISOString() };
}

function ofFirst(element: Element, name: string): Finding[] {
  const test = name.startsWith(first) ? name.slice(first.length) : "";
  const workflow = Object.keys(workflows).find((start) => test.startsWith(start));
  if (!workflow || /^(Setup|Teardown) /.test(test.slice(workflow.length))) return [];
  const category = workflows[workflow] as Category;
  return [findingOf(element, test, `official.v1.${category}.${slug(test.slice(workflow.length))}`, category)];
}

/** The second suite names what it does at the end: `…/blob-head`, `…/manifest-by-tag-delete`. */
function ofSecond(element: Element, name: string): Finding[] {
  if (!name.startsWith(second)) return [];
  const test = name.slice(second.length);
  const last = test.split("/").at(-1) ?? "";
  const category: Category = /delete|cancel/.test(last)
    ? "management"
    : /tag.list|referrers/.test(last)
      ? "discovery"
      : /head|get/.test(last)
        ? "pull"
        : last === "ping"
          ? "base"
          : "push";
  return [findingOf(element, test, `official.v2.${slug(test)}`, category)];
}

function findingOf(element: Element, name: string, id: string, category: Category): Finding {
  const { status = "", time = "0" } = element.attributes;
  const child = (wanted: string) => element.children.find(({ name: own }) => own === wanted);
  const broken = child("failure") ?? child("error");
  const skipped = child("skipped");
  // The second suite has no such children, and says it by the status alone.
  const verdict =
    child("failure") || status === "failure" || status === "failed"
      ? "fail"
      : child("error") || status === "error"
        ? "error"
        : skipped || status === "skipped"
          ? "skip"
          : "pass";
  const message = broken ? broken.attributes.message || broken.text : skipped?.attributes.message;
  return {
    name,
    id,
    category,
    level: "MUST",
    verdict,
    ...(message?.trim() ? { message: message.trim() } : {}),
    durationMs: (Number(time) || 0) * 1000,
  };
}
