import { type FormatName, formats, renderAll } from "../reporters/index.ts";
import { largeReport } from "../tests/reporters/large-report.ts";
import { median } from "./median.ts";
import type { ReportRow } from "./results.ts";

const shown: readonly FormatName[] = ["json", "html", "junit"];

/** What it takes to render a report of that many requirements over as many exchanges. */
export function rendering(count: number, runs: number): ReportRow[] {
  const report = largeReport(count, count);
  return shown.map((format) => {
    const times: number[] = [];
    let bytes = 0;
    for (let done = 0; done < runs; done++) {
      const started = performance.now();
      const files = renderAll(report, [format]);
      times.push(performance.now() - started);
      bytes = files.reduce((total, { text }) => total + Buffer.byteLength(text), 0);
    }
    return { format: formats[format].file, ms: median(times), bytes };
  });
}
