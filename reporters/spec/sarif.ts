import type { Passage } from "../../specs/statement.ts";
import type { SpecCheck, StatementChange } from "../../specs/statement-change.ts";
import { visible } from "../visible.ts";
import { changeWords, coverWords, passageOf, wholeText } from "./change-words.ts";

const rules = {
  added: "A statement was added",
  removed: "A statement was removed",
  reworded: "A statement was reworded",
  moved: "A statement was moved",
  level: "A statement has another level",
  uncovered: "A statement has neither a requirement nor a reason why not",
  astray: "A requirement stands on what the text does not have",
  example: "A JSON example is not what the spec asks for",
};

type Rule = keyof typeof rules;

/** The result as SARIF 2.1.0, which code scanning reads. */
export function specCheckSarif(check: SpecCheck, version: string): object {
  const { base, changes, uncovered, astray, examples } = check;
  const results = [
    ...changes.map(changeResult),
    ...(base === null ? uncovered : []).map((passage) =>
      result("uncovered", "error", wholeText(passage), location(passage), passage.reference),
    ),
    ...(base === null ? astray : []).map(({ requirement, reference }) =>
      result(
        "astray",
        "error",
        `${requirement} stands on ${reference}, which the text does not have`,
        { artifactLocation: { uri: encodeURI(reference.replace(/#.*$/, "")) }, region: { startLine: 1 } },
        `${requirement} ${reference}`,
      ),
    ),
    ...examples
      .filter(({ verdict }) => verdict === "invalid")
      .map(({ file, line, anchor, kind, problems }) =>
        result(
          "example",
          "error",
          `no valid ${kind}: ${problems.join("; ")}`,
          { artifactLocation: { uri: encodeURI(file) }, region: { startLine: line } },
          `example ${file}${anchor}`,
        ),
      ),
  ];
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "oci-conformance",
            version,
            rules: Object.entries(rules).map(([id, text]) => ({ id, shortDescription: { text } })),
          },
        },
        results,
      },
    ],
  };
}

function changeResult(change: StatementChange): object {
  const { kind, old, new: now, uncovered } = change;
  const words = [
    changeWords(change),
    ...(old ? [`before: ${wholeText(old)}`] : []),
    ...(now ? [`after: ${wholeText(now)}`] : []),
    `requirements: ${coverWords(change)}`,
  ];
  const passage = passageOf(change);
  const level = uncovered ? "error" : kind === "level" ? "warning" : "note";
  const where = now ? location(now) : { ...location(passage), region: { startLine: 1 } };
  return result(uncovered ? "uncovered" : kind, level, words.join("\n"), where, `${kind} ${passage.reference}`);
}

function result(rule: Rule, level: string, text: string, physicalLocation: object, fingerprint: string): object {
  return {
    ruleId: rule,
    ruleIndex: Object.keys(rules).indexOf(rule),
    level,
    message: { text: visible(text) },
    locations: [{ physicalLocation }],
    partialFingerprints: { statement: fingerprint },
  };
}

function location({ file, line, endLine }: Passage): object {
  return { artifactLocation: { uri: encodeURI(file) }, region: { startLine: line, endLine } };
}
