import type { FaultFinding } from "./examine.ts";
import { holds, type SelftestFinding } from "./selftest.ts";

/** What a self-test found, for people: what does not hold, line by line, and the totals. Blocked verdicts are listed when verbose. */
export function selftestText(finding: SelftestFinding, { verbose = false } = {}): string {
  const { faults, unsound, unproven, requirements, spec } = finding;
  const sum = (count: (finding: FaultFinding) => number) => faults.reduce((total, each) => total + count(each), 0);
  const totals = [
    `${faults.length} faults`,
    `${requirements - unproven.length} of ${requirements} requirements proven able to fail`,
    `${sum(({ missed }) => missed.length)} missed`,
    `${sum(({ disturbed }) => disturbed.length)} disturbed`,
    `${sum(({ noticed }) => (noticed ? 0 : 1))} unnoticed by a strict run`,
    `${sum(({ blocked }) => blocked.length)} blocked on the way`,
  ];
  return [
    ...faults.flatMap((each) => faultLines(each, verbose)),
    ...unsound.map(
      ({ settings, requirement, verdict, message }) =>
        `UNSOUND   ${requirement} (${verdict}) without any fault, settings ${settings}: ${message}`,
    ),
    ...unproven.map((id) => `UNPROVEN  ${id}: no fault makes it fail`),
    `${totals.join(", ")} (spec ${spec})`,
    "",
  ].join("\n");
}

function faultLines(finding: FaultFinding, verbose: boolean): string[] {
  if (!verbose && holds(finding)) return [];
  const { fault, caught, missed, disturbed, blocked, noticed } = finding;
  return [
    `${fault}: caught by ${caught.join(", ") || "nothing"}`,
    ...(missed.length > 0 ? [`  MISSED    ${missed.join(", ")}`] : []),
    ...disturbed.map(({ requirement, verdict, message }) => `  DISTURBED ${requirement} (${verdict}): ${message}`),
    ...(noticed ? [] : ["  UNNOTICED a strict run does not end with 1"]),
    ...(verbose && blocked.length > 0 ? [`  blocked   ${blocked.join(", ")}`] : []),
  ];
}
