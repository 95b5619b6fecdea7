import { clearLine, cursorTo } from "node:readline";
import type { Result } from "../schemas/report.ts";

/** Shows on stderr how far a run is: one living line on a terminal, plain lines elsewhere. */
export function progress({ quiet, verbose }: { quiet: boolean; verbose: boolean }) {
  const { stderr } = process;
  const living = stderr.isTTY === true && !quiet;
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
    start({ url, planned: count }: { url: string; planned: number }) {
      planned = count;
      say(`Testing ${url}: ${count} requirements`);
    },
    result({ requirement, verdict }: Result) {
      decided++;
      if (verdict === "fail") broken++;
      if (verbose) say(`${verdict.padEnd(7)} ${requirement}`);
      if (!living) return;
      wipe();
      stderr.write(`${decided} of ${planned} decided${broken > 0 ? `, ${broken} failed` : ""}`);
    },
    end: wipe,
  };
}
