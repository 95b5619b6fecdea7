import type { Report, Result, Verdict } from "../schemas/report.ts";
import { reproducer } from "./reproduce.ts";
import { templates } from "./templates.ts";
import { oneLine } from "./visible.ts";
import { levelText } from "./wording.ts";

/**
 * JUnit XML: a suite per category, a test case per requirement. `fail` is a failure, `error` an error; `skip` and
 * `blocked` are skipped, with the reason; all others pass, with their verdict as a property.
 */
export function renderJunit(report: Report): string {
  const reproductionOf = reproducer(report);
  const suites = report.summary.categories.map(({ id, status }) => {
    const results = report.results.filter(({ category }) => category === id);
    const cases = results.map((result) => caseOf(result, report, reproductionOf));
    return { name: id, status, counts: countsOf(results), cases };
  });
  const tookMs = Date.parse(report.finishedAt) - Date.parse(report.startedAt);
  const timestamp = report.startedAt.slice(0, 19);
  return templates.render("./junit", {
    report,
    suites,
    counts: countsOf(report.results),
    time: seconds(tookMs),
    timestamp,
  });
}

function caseOf(result: Result, report: Report, reproductionOf: (exchangeId: string) => string) {
  const { requirement, title, category, verdict, durationMs } = result;
  const area = requirement.split(".")[0];
  return {
    classname: area === category ? category : `${category}.${area}`,
    name: `${requirement}: ${title}`,
    time: seconds(durationMs),
    result,
    failure: verdict === "fail" && {
      message: messageOf(result),
      type: levelText(result),
      text: failureText(result, reproductionOf),
    },
    error: verdict === "error" && { message: messageOf(result), type: errorKind(result, report) },
    skipped: reasonOf(result),
    output: outputOf(result),
  };
}

function messageOf({ message, expected, received }: Result): string {
  return oneLine(
    message ?? `expected ${expected ?? "what the title says"}, received ${received ?? "something else"}`,
    500,
  );
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

function reasonOf({ verdict, reason, blockedBy, message }: Result): string | undefined {
  if (verdict === "skip") return oneLine(reason ?? "does not apply", 500);
  if (verdict === "blocked")
    return oneLine(`blocked: ${blockedBy?.reason ?? message ?? "an earlier step failed"}`, 500);
  return undefined;
}

/** What a passing case has to say beside its name. */
function outputOf(result: Result): string {
  const { verdict, notes = [] } = result;
  const said = verdict === "warn" || verdict === "info" ? [`${verdict}: ${messageOf(result)}`] : [];
  return [...said, ...notes].join("\n");
}

function countsOf(results: readonly Result[]) {
  const count = (...wanted: Verdict[]) => results.filter(({ verdict }) => wanted.includes(verdict)).length;
  return { tests: results.length, failures: count("fail"), errors: count("error"), skipped: count("skip", "blocked") };
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}
