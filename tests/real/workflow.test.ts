import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { annotationLog } from "../../reporters/annotation-limit.ts";
import { renderGithubSummary } from "../../reporters/github.ts";
import { visible } from "../../reporters/visible.ts";
import type { Annotation } from "../../reporters/workflow-command.ts";
import { built } from "../fleet/product.ts";
import { hostile } from "../reporters/sample-report.ts";

const { program, missing } = built("act", "0.2.89");
const ours = fileURLToPath(new URL("../../dist/cli/bin.js", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "oci-conformance-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** What act says of a command that it obeyed, or of a step's summary. */
interface Event {
  command?: string;
  kvPairs?: Record<string, string>;
  arg?: string;
  content?: string;
  jobResult?: string;
}

/** Runs one step as act's runner does, on this machine, and gives what the runner took for commands. */
function step(command: string): Event[] {
  const workflows = join(folder, ".github/workflows");
  mkdirSync(workflows, { recursive: true });
  const steps = [{ run: command, "continue-on-error": true }];
  writeFileSync(
    join(workflows, "test.yml"),
    stringify({ on: "push", jobs: { test: { "runs-on": "ubuntu-latest", steps } } }),
  );
  spawnSync("git", ["init", "--quiet"], { cwd: folder });
  const options = ["push", "--json", "-P", "ubuntu-latest=-self-hosted"];
  const env = { ...process.env, HOME: folder, XDG_CACHE_HOME: join(folder, "cache") };
  const { stdout } = spawnSync(program, options, { cwd: folder, env, encoding: "utf8", maxBuffer: 1 << 28 });
  const events = stdout.split("\n").filter((line) => line.startsWith("{"));
  return events.map((line): Event => JSON.parse(line));
}

/** As annotations, whatever order the properties came in. */
function annotationsIn(events: readonly Event[]) {
  return events
    .filter(({ command }) => command !== undefined && command !== "summary")
    .map(({ command, kvPairs, arg }) => ({ kind: command, properties: kvPairs, message: arg }));
}

describe.skipIf(missing)(`A workflow of GitHub Actions, as act runs it (${missing ?? "built"})`, () => {
  it("gets the annotations and the summary of a run, and no other command", () => {
    const out = join(folder, "out");
    const events = step(
      `'${process.execPath}' '${ours}' run --spec 1.1 --only push.manifest.created-201 --reporter github --fault manifest-put-202 --out '${out}'`,
    );
    const report = JSON.parse(readFileSync(join(out, "report.json"), "utf8"));
    expect(annotationsIn(events)).toEqual([
      {
        kind: "error",
        properties: { title: "push.manifest.created-201 (MUST)" },
        message: expect.stringMatching(/Expected status 201, received status 202\nhttps:\/\/github\.com\/\S+$/),
      },
    ]);
    expect(events.find(({ command }) => command === "summary")?.content).toBe(renderGithubSummary(report));
    expect(events.at(-1)?.jobResult).toBe("success");
  });

  it("reads each annotation as it was meant, whatever is in it", () => {
    // act ends the properties at the last pair of colons, GitHub's runner at the first.
    const texts = ["100%", "a\nb", "a, b: c", "##[add-mask]x", ...Object.values(hostile)];
    const meant = texts.map((text, index): Annotation => {
      // In properties act loses a value with an equals sign and decodes %250A twice; GitHub's runner does neither.
      const name = visible(text).replaceAll(/[=%]/g, "");
      const kind = index % 2 === 0 ? "error" : "warning";
      return { kind, properties: { title: name, file: `a/${name}`, line: index + 1 }, message: visible(text) };
    });
    const file = join(folder, "commands.txt");
    writeFileSync(file, annotationLog(meant));
    const told = meant.map(({ kind, properties, message }) => ({
      kind,
      properties: { ...properties, line: `${properties.line}` },
      message,
    }));
    const byLine = (a: { properties?: Record<string, string> }, b: typeof a) =>
      Number(a.properties?.line) - Number(b.properties?.line);
    expect(annotationsIn(step(`cat '${file}'`)).sort(byLine)).toEqual(told);
  });
});
