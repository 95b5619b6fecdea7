import { areas } from "../area.ts";
import type { AreaCosts, Results, SuiteRow } from "../results.ts";
import { bytes, count, megabytes, ratio, seconds, table } from "../table.ts";

/** Both suites side by side, and what each verdict costs. */
export function suitesPart({ suites, economy }: Results): string[] {
  if (!suites) return [];
  const parts = ["## The official suite and ours", intro, ratios(suites), everyRow(suites)];
  if (economy) parts.push("## Economy", economyIntro, economyTable(economy));
  return parts;
}

const intro = `Whole commands with their defaults under spec 1.1, from the start of the process to its end, reports written and what
was made removed. Each run has a new registry. The official suite sends one request after another. Added round trips
are those of a proxy that delays each way by half, and a new connection by one more. Medians; what is marked *beside
others* is a single run, held while others waited for distant registries, too.`;

const economyIntro = `Against the reference registry, by what the requests are about; bodies only. The official suite publishes one status for
each API and each kind of data.`;

/** How many times longer the official suite takes. */
function ratios(rows: readonly SuiteRow[]): string {
  const officialRows = rows.filter(({ suite }) => suite === "official");
  return table(
    [
      "registry",
      "round trip",
      "official",
      "ours",
      "times faster",
      "per verdict",
      "wall / (longest chain × round trip)",
    ],
    officialRows.flatMap((official) => {
      const ours = rows.find(
        ({ suite, concurrency, registry, roundTripMs }) =>
          suite === "ours" &&
          concurrency === "default" &&
          registry === official.registry &&
          roundTripMs === official.roundTripMs,
      );
      if (!ours) return [];
      const perVerdict = ratio(official.wallMs / official.verdicts, ours.wallMs / ours.verdicts);
      return [
        [
          official.registry,
          `${official.roundTripMs} ms`,
          seconds(official.wallMs),
          seconds(ours.wallMs),
          ratio(official.wallMs, ours.wallMs),
          perVerdict,
          ours.criticalPathRatio === undefined ? "–" : ours.criticalPathRatio.toFixed(2),
        ],
      ];
    }),
  );
}

function everyRow(rows: readonly SuiteRow[]): string {
  return table(
    [
      "registry",
      "round trip",
      "suite",
      "concurrency",
      "runs",
      "wall",
      "CPU",
      "peak",
      "requests",
      "connections",
      "sent",
      "received",
      "verdicts",
      "of these",
    ],
    rows.map((row) => [
      row.registry,
      `${row.roundTripMs} ms`,
      row.suite,
      row.concurrency,
      row.sideBySide ? `${row.runs}, beside others` : row.runs,
      seconds(row.wallMs),
      seconds(row.cpuMs),
      megabytes(row.peakMB),
      count(row.requests),
      row.wire ? count(row.wire.connections) : "–",
      row.wire ? bytes(row.wire.sent) : "–",
      row.wire ? bytes(row.wire.received) : "–",
      row.verdicts,
      row.told,
    ]),
  );
}

function economyTable({ official, ours }: NonNullable<Results["economy"]>): string {
  const sum = (costs: Record<string, AreaCosts>): AreaCosts =>
    Object.values(costs).reduce((a, b) => ({
      requests: a.requests + b.requests,
      sent: a.sent + b.sent,
      received: a.received + b.received,
      verdicts: a.verdicts + b.verdicts,
    }));
  const cells = ({ requests, sent, received, verdicts }: AreaCosts) => [
    count(requests),
    bytes(sent + received),
    verdicts,
    ratio(requests, verdicts),
    verdicts === 0 ? "–" : bytes((sent + received) / verdicts),
  ];
  const rows = areas.map((area) => [area, ...cells(official[area]), ...cells(ours[area])]);
  return table(
    [
      "area",
      "official: requests",
      "bytes",
      "verdicts",
      "requests per verdict",
      "bytes per verdict",
      "ours: requests",
      "bytes",
      "verdicts",
      "requests per verdict",
      "bytes per verdict",
    ],
    [...rows, ["all", ...cells(sum(official)), ...cells(sum(ours))]],
  );
}
