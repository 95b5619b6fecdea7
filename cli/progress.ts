import { clearLine, cursorTo } from "node:readline";
import type { Start } from "../engine/conduct.ts";
import type { Result } from "../schemas/report.ts";
import type { SpecVersion } from "../specs/model.ts";
import { canRewrite } from "./living.ts";

/** Shows on stderr how far a run is: one living line on a terminal, plain lines elsewhere. */
export function progress({ quiet, verbose, severalSpecs }: Record<"quiet" | "verbose" | "severalSpecs", boolean>) {
  const { stderr } = process;
  const living = canRewrite(stderr) && !quiet;
  let planned = 0;
  let decided = 0;
  let broken = 0;

  const wipe = () => {
    if (!living) return;
    clearLine(stderr, 0);
    cursorTo(stderr, 0);
  };
  const say = (line: string) => {
    if (quiet) return;
    wipe();
    stderr.write(`${line}\n`);
  };
  return {
    start({ target, plans }: Pick<Start, "target" | "plans">) {
      planned = plans.reduce((total, { tests }) => total + tests.length, 0);
      say(`Testing ${target.url}: ${planned} verdicts`);
    },
    result({ requirement, verdict }: Result, spec: SpecVersion) {
      decided++;
      if (verdict === "fail") broken++;
      if (verbose) say(`${verdict.padEnd(7)} ${requirement}${severalSpecs ? ` (${spec})` : ""}`);
      if (!living) return;
      wipe();
      stderr.write(`${decided} of ${planned} decided${broken > 0 ? `, ${broken} failed` : ""}`);
    },
    end: wipe,
  };
}
