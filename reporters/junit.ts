import type { Report, Result } from "../schemas/report.ts";
import { reproducer } from "./reproduce.ts";
import { acceptance, said } from "./said.ts";
import { templates } from "./templates.ts";
import { oneLine } from "./visible.ts";
import { levelText } from "./wording.ts";

/**
 * JUnit XML as Jenkins' and Surefire's schemas describe it: a suite per category, a test case per requirement. `fail` is a
 * failure, `error` an error; `skip`, `blocked` and what the baseline accepts are skipped, with the reason; all others
 * pass. No such schema lets a test case have properties, so they stand in its output, as `[[PROPERTY|name=value]]`.
 */
export function renderJunit(report: Report): string {
  const reproductionOf = reproducer(report);
  const suites: Suite[] = report.summary.categories.map(({ id, status }) => {
    const results = report.results.filter(({ category }) => category === id);
    const cases = results.map((result) => caseOf(result, report, reproductionOf));
    return { name: id, status, counts: countsOf(results), cases };
  });
  const stale = (report.baseline?.stale ?? []).map(staleCase);
  if (stale.length > 0) {
    const counts = { tests: stale.length, failures: stale.length, errors: 0, skipped: 0 };
    suites.push({ name: "baseline", status: "stale", counts, cases: stale });
  }
  const tookMs = Date.parse(report.finishedAt) - Date.parse(report.startedAt);
  const timestamp = report.startedAt.slice(0, 19);
  return templates.render("./junit", {
    report,
    suites,
    counts: sumOf(suites.map(({ counts }) => counts)),
    time: seconds(tookMs),
    timestamp,
  });
}

interface Counts {
  tests: number;
  failures: number;
  errors: number;
  skipped: number;
}

interface Case {
  classname: string;
  name: string;
  time: string;
  failure?: { message: string; type: string; text: string } | false;
  error?: { message: string; type: string } | false;
  skipped?: string | undefined;
  output: string;
}

interface Suite {
  name: string;
  status: string;
  counts: Counts;
  cases: Case[];
}

/** An entry of the baseline that can go fails the run, and so it does here. */
function staleCase(requirement: string): Case {
  const message = "the requirement is kept: its entry in the baseline can go";
  return {
    classname: "baseline",
    name: `${requirement}: ${message}`,
    time: seconds(0),
    failure: { message, type: "stale", text: "--update-baseline takes it out" },
    output: "",
  };
}

function caseOf(result: Result, report: Report, reproductionOf: (exchangeId: string) => string): Case {
  const { requirement, title, category, durationMs } = result;
  const area = requirement.split(".")[0];
  return {
    classname: area === category ? category : `${category}.${area}`,
    name: `${requirement}: ${title}`,
    time: seconds(durationMs),
    failure: broken(result) && {
      message: said(result),
      type: levelText(result),
      text: failureText(result, reproductionOf),
    },
    error: failed(result) && { message: said(result), type: errorKind(result, report) },
    skipped: reasonOf(result),
    output: outputOf(result),
  };
}

function broken({ verdict, accepted }: Result): boolean {
  return verdict === "fail" && !accepted;
}

function failed({ verdict, accepted }: Result): boolean {
  return verdict === "error" && !accepted;
}

function failureText(result: Result, reproductionOf: (exchangeId: string) => string): string {
  const { expected, received, section, scenario, exchanges } = result;
  const [shownBy] = exchanges;
  const lines = [
    `expected: ${expected ?? result.title}`,
    `received: ${received ?? result.message ?? ""}`,
    `section:  ${section}`,
    `scenario: ${scenario}`,
  ];
  return [...lines, ...(shownBy ? ["", "repeat it by hand:", reproductionOf(shownBy)] : [])].join("\n");
}

function errorKind({ exchanges }: Result, report: Report): string {
  return report.exchanges.find(({ id, error }) => error && exchanges.includes(id))?.error?.kind ?? "error";
}

function reasonOf(result: Result): string | undefined {
  const { verdict, accepted } = result;
  if (accepted) return `${acceptance(result)} · ${verdict}: ${said(result)}`;
  if (verdict === "skip") return said(result);
  if (verdict === "blocked") return `blocked: ${said(result)}`;
  return undefined;
}

/** What a case has to say beside its name, and its properties in the form that readers of outputs know. */
function outputOf(result: Result): string {
  const { requirement, verdict, level, basis, section, statements, notes = [] } = result;
  const remarks = verdict === "warn" || verdict === "info" ? [`${verdict}: ${said(result)}`] : [];
  const properties = { requirement, verdict, level, basis, link: section, statements: statements.join(" ") };
  return [
    ...remarks,
    ...notes,
    ...Object.entries(properties).map(([name, value]) => `[[PROPERTY|${name}=${oneLine(value)}]]`),
  ].join("\n");
}

function sumOf(counts: readonly Counts[]): Counts {
  const total = (name: keyof Counts) => counts.reduce((sum, each) => sum + each[name], 0);
  return { tests: total("tests"), failures: total("failures"), errors: total("errors"), skipped: total("skipped") };
}

function countsOf(results: readonly Result[]): Counts {
  const count = (is: (result: Result) => boolean) => results.filter(is).length;
  return {
    tests: results.length,
    failures: count(broken),
    errors: count(failed),
    skipped: count((result) => reasonOf(result) !== undefined),
  };
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}
