import type { Results } from "../results.ts";
import { bytes, count, megabytes, milliseconds, ratio, seconds, table } from "../table.ts";

/** Everything beside the comparison of the suites. */
export function pageOfParts({ start, selftest, validate, large, reports, fleet }: Results): string[] {
  const parts: string[] = [];
  if (start)
    parts.push(
      "## Start",
      "From the start of the process, in medians.",
      table(
        ["", "runs", "wall"],
        start.map(({ what, runs, wallMs }) => [what, runs, milliseconds(wallMs)]),
      ),
    );
  if (selftest)
    parts.push(
      "## Self-test",
      `Every fault under three versions of the spec, and every document of the image corpus: ${seconds(selftest.wallMs)} (${seconds(selftest.cpuMs)} of CPU time, peak ${megabytes(selftest.peakMB)}).`,
    );
  if (large)
    parts.push(
      "## Large content",
      "A run with `--large`: a blob of 1 GiB at once and another in chunks, each pushed and pulled; a repository of 1,000 tags; a manifest with 1,000 referrers.",
      table(
        ["", "registry", "wall", "CPU", "requests", "bodies", "our peak", "the registry's peak", "verdicts"],
        large.map((each) => [
          each.what,
          each.registry,
          seconds(each.suite.wallMs),
          seconds(each.suite.cpuMs),
          count(each.requests),
          bytes(each.bytes),
          megabytes(each.suite.peakMB),
          megabytes(each.registryPeakMB),
          each.told,
        ]),
      ),
    );
  if (validate)
    parts.push(
      "## Validating an image",
      `A layer of ${bytes(validate.bytes)}: \`sha256sum\`, \`gzip\` and \`sha256sum\` of its content take ${seconds(validate.toolsMs)}, \`validate\` ${seconds(validate.wallMs)}, ${ratio(validate.wallMs, validate.toolsMs)} times that (peak ${megabytes(validate.peakMB)}).`,
    );
  if (reports)
    parts.push(
      "## Reports",
      "Of 10,000 requirements over 10,000 exchanges, in medians.",
      table(
        ["format", "time", "size"],
        reports.map(({ format, ms, bytes: size }) => [format, milliseconds(ms), bytes(size)]),
      ),
    );
  if (fleet)
    parts.push(
      "## Fleets",
      "Reference registries, each with a fault of its own, tested twenty at once in one process, which is that of the registries, too.",
      table(
        ["targets", "wall", "CPU", "CPU per target", "peak", "requests", "verdicts"],
        fleet.map((each) => [
          each.targets,
          seconds(each.wallMs),
          seconds(each.cpuMs),
          milliseconds(each.cpuMs / each.targets),
          megabytes(each.peakMB),
          count(each.requests),
          count(each.verdicts),
        ]),
      ),
    );
  return parts;
}
