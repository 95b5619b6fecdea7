import type { CategoryStatus, Report } from "../schemas/report.ts";
import { oneLine } from "./visible.ts";
import { counted, listed, specName } from "./wording.ts";

export interface Conclusion {
  status: Extract<CategoryStatus, "conformant" | "non-conformant" | "inconclusive">;
  /** What a manager reads. */
  headline: string;
  /** What it rests on: a few sentences. */
  detail: string;
}

/** What the whole run comes to, in words. */
export function conclusionOf(report: Report): Conclusion {
  const { summary, spec, interrupted, imported, configuration } = report;
  const { fail, warn, blocked, error } = summary.verdicts;
  const status = fail > 0 ? "non-conformant" : summary.conformant ? "conformant" : "inconclusive";
  const open = blocked + error;
  const accepted = report.results.filter((result) => result.accepted).length;
  const sentences = [
    reasonFor(status, report),
    warn > 0 ? `${counted(warn, "warning")}.` : "",
    open > 0 ? `${counted(open, "requirement")} could not be decided.` : "",
    accepted > 0 ? `The baseline accepts ${accepted} of these.` : "",
    interrupted ? "The run was interrupted." : "",
    configuration.insecure === true
      ? "The certificate was not verified (--insecure): somebody else may have answered."
      : "",
    imported ? `Imported from ${oneLine(imported.from, 100)}; nothing was judged here.` : "",
  ];
  return {
    status,
    headline: `${headlines[status]} ${specName(spec.distribution)}`,
    detail: sentences.filter((sentence) => sentence !== "").join(" "),
  };
}

const headlines = {
  conformant: "Conformant with",
  "non-conformant": "Not conformant with",
  inconclusive: "No verdict on",
} as const;

function reasonFor(status: Conclusion["status"], { summary }: Report): string {
  const { pass, fail } = summary.verdicts;
  const named = (wanted: (category: (typeof summary.categories)[number]) => boolean) =>
    listed(summary.categories.filter(wanted).map(({ id }) => id));
  switch (status) {
    case "non-conformant":
      return `${counted(fail, "broken requirement")}, in ${named(({ verdicts }) => verdicts.fail > 0)}.`;
    case "conformant":
      return `Nothing mandatory is broken, ${counted(pass, "requirement")} kept.`;
    case "inconclusive":
      return pass > 0
        ? `Nothing mandatory is broken, but there is no verdict on ${named((category) => category.status === "inconclusive")}.`
        : "Nothing could be shown to work.";
  }
}
