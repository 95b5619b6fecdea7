import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import type { Judgement, Report, Verdict } from "../../schemas/report.ts";

/** Every verdict but the passes, by requirement. */
export type Verdicts = Record<string, Verdict>;

/** The verdicts that a record keeps. */
export function notableVerdicts({ results }: Judgement): Verdicts {
  return Object.fromEntries(
    results.filter(({ verdict }) => verdict !== "pass").map(({ requirement, verdict }) => [requirement, verdict]),
  );
}

/** What was found when someone looked, and checked by hand: a folder under `results/`, with a page that explains it. */
export function recordOf(product: string) {
  const folder = new URL(`../../results/${product}/`, import.meta.url);
  const file = (name: string) => fileURLToPath(new URL(name, folder));
  const verdicts = file("verdicts.json");
  return {
    /** By set-up and spec version; empty when nobody has looked yet. */
    read(): Record<string, Verdicts> {
      return existsSync(verdicts) ? JSON.parse(readFileSync(verdicts, "utf8")) : {};
    },
    /** Puts these verdicts in the place of what was there, and the report beside them. */
    write(found: Record<string, Verdicts>, report: Report | undefined): void {
      mkdirSync(folder, { recursive: true });
      writeFileSync(verdicts, `${JSON.stringify(found, null, 2)}\n`);
      if (report) writeFileSync(file("report.json.gz"), gzipSync(JSON.stringify(report), { level: 9 }));
    },
  };
}
