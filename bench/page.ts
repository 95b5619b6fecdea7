import { pageOfParts } from "./page/parts.ts";
import { suitesPart } from "./page/suites.ts";
import type { Results } from "./results.ts";
import { count } from "./table.ts";

/** `docs/performance.md`, or what a quick run prints. */
export function pageOf(results: Results): string {
  const { machine, mode, startedAt, minutes } = results;
  const where = `${machine.cores} cores (${machine.cpu}), ${machine.memoryGiB} GiB, ${machine.system}, Node ${machine.node.slice(1)}`;
  return `# Performance

Written by \`npm run bench\`, which measures all of it anew in ${mode === "full" ? "about ten minutes" : "a minute"}; change nothing by hand.
\`npm run bench -- --quick\` measures the main figures and leaves this page alone, \`--only suites,start\` some parts. The
official suite and the registries come from \`tests/fleet/build.sh\`.

${startedAt.slice(0, 10)}, ${mode} run of ${count(minutes)} minutes on ${where}; load ${machine.load.toFixed(1)} before it began. What counts are the ratios
within one run; seconds are those of this machine.

${[...suitesPart(results), ...pageOfParts(results)].join("\n\n")}
`;
}
