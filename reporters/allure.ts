import type { TestResult } from "allure-js-commons";
import type { Report } from "../schemas/report.ts";
import { allureResult } from "./allure/result.ts";
import { printedJson } from "./json-text.ts";
import { reproducer } from "./reproduce.ts";
import { visible } from "./visible.ts";

/** What the names of our files begin with, so that they can be told from those of other tools in the same folder. */
export const allurePrefix = "oci-conformance-";

/**
 * Result files for Allure 2 and 3, a test result per requirement, and as an attachment the script that shows again what is
 * not as it should be. Names depend on the target and the requirement only, so that a later run replaces an earlier one.
 */
export function renderAllure(report: Report): { file: string; text: string }[] {
  const reproductionOf = reproducer(report);
  const known = new Set(report.exchanges.map(({ id }) => id));
  return report.results.flatMap((result) => {
    const shownBy = result.exchanges.find((id) => known.has(id));
    const telling = ["fail", "warn", "error"].includes(result.verdict) && shownBy !== undefined;
    const test = allureResult(result, report);
    const script = `${allurePrefix}${test.uuid}-attachment.sh`;
    const document: TestResult = telling
      ? { ...test, attachments: [{ name: "Repeat it by hand", type: "text/plain", source: script }] }
      : test;
    return [
      { file: `${allurePrefix}${test.uuid}-result.json`, text: printedJson(document) },
      ...(telling ? [{ file: script, text: `${visible(reproductionOf(shownBy))}\n` }] : []),
    ];
  });
}
