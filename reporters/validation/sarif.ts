import type { InputReport, ReportedFinding, ValidationReport } from "../../schemas/validation.ts";
import { visible } from "../visible.ts";
import { placeText } from "./place.ts";

const levels = { error: "error", warning: "warning", info: "note" } as const;

/** The report as SARIF 2.1.0, which code scanning reads: a rule for each requirement, a result for each finding. */
export function sarif({ tool, requirements, inputs }: ValidationReport): object {
  const ids = Object.keys(requirements).sort();
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: tool.name,
            version: tool.version,
            rules: ids.map((id) => ({
              id,
              shortDescription: { text: requirements[id]?.title ?? id },
              properties: { level: requirements[id]?.level ?? "none" },
            })),
          },
        },
        invocations: [
          {
            executionSuccessful: inputs.every(({ problem }) => !problem),
            toolExecutionNotifications: inputs.flatMap(({ input, problem }) =>
              problem
                ? [{ level: "error", message: { text: visible(problem.message) }, locations: [location(input)] }]
                : [],
            ),
          },
        ],
        results: inputs.flatMap((input) => input.findings.map((finding) => result(input, finding, ids))),
      },
    ],
  };
}

function result({ input }: InputReport, finding: ReportedFinding, ids: string[]): object {
  const { requirement, severity, place, message, expected, found, advice } = finding;
  const where = placeText(place);
  return {
    ruleId: requirement,
    ruleIndex: ids.indexOf(requirement),
    level: levels[severity],
    message: {
      text: visible(`${where}: ${message}. Expected: ${expected}. Found: ${found}. ${advice}`),
    },
    locations: [location(input, where)],
    partialFingerprints: { place: visible(`${requirement} ${where}`) },
  };
}

function location(input: string, where?: string): object {
  return {
    physicalLocation: {
      artifactLocation: { uri: encodeURI(input) },
      region: { startLine: 1 },
    },
    ...(where === undefined ? {} : { logicalLocations: [{ fullyQualifiedName: visible(where), kind: "member" }] }),
  };
}
