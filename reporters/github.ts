import type { Report } from "../schemas/report.ts";
import { renderMarkdown } from "./markdown.ts";

/** GitHub takes a step summary of 1 MiB and drops a longer one whole. */
const limit = 1024 * 1024;

/** The step summary of a GitHub Actions job: the Markdown report, with as many findings as GitHub takes. */
export function renderGithubSummary(report: Report): string {
  let text = "";
  for (const findings of [100, 20, 5, 0]) {
    text = renderMarkdown(report, { findings });
    if (Buffer.byteLength(text) < limit) break;
  }
  return text;
}
