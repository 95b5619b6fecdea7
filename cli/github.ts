import { appendFileSync } from "node:fs";
import { githubAnnotations } from "../reporters/github/annotations.ts";
import { renderGithubSummary } from "../reporters/github.ts";
import type { Report } from "../schemas/report.ts";

/**
 * In a GitHub Actions job (`GITHUB_ACTIONS`, `GITHUB_STEP_SUMMARY`): adds the report to the step's summary, and annotates
 * the job by workflow commands. They go to stderr, which the runner reads too, so that `--json` stays JSON.
 */
export function tellGithub(report: Report, environment: NodeJS.ProcessEnv = process.env): void {
  if (environment.GITHUB_STEP_SUMMARY) appendFileSync(environment.GITHUB_STEP_SUMMARY, renderGithubSummary(report));
  if (environment.GITHUB_ACTIONS !== "true") return;
  for (const line of githubAnnotations(report)) process.stderr.write(`${line}\n`);
}
