import type { Comparison } from "./compare.ts";

const cell = (text: string) => text.replaceAll("|", "\\|").replaceAll(/\s+/g, " ").trim();
const table = (head: string[], rows: string[][]) =>
  [head, head.map(() => "---"), ...rows].map((row) => `| ${row.map(cell).join(" | ")} |`).join("\n");
const code = (ids: string[]) => ids.map((id) => `\`${id}\``).join(", ");
const right = { official: "the official suite", ours: "ours", open: "open" };

/** The page `official.md` of a product. @param comparisons by set-up and spec version */
export function pageOf(product: string, comparisons: Map<string, Comparison>): string {
  const shown = new Map<string, string>();
  const sections = [...comparisons].map(([title, comparison]) => {
    const body = bodyOf(comparison);
    const same = shown.get(body);
    shown.set(body, same ?? title);
    return `## ${title}\n\n${countsOf(comparison)}\n\n${same ? `The same findings as under *${same}*.` : body}`;
  });
  return `# ${product}: the official suite and ours

Written by \`tests/fleet/official\`; [docs/official-suite.md](../../docs/official-suite.md) says how to read it.

${[...sections, ...reasonsIn([...comparisons.values()])].join("\n\n")}
`;
}

/** Who is right and why, once for each disagreement. */
function reasonsIn(comparisons: Comparison[]): string[] {
  const reasons = new Set(
    comparisons.flatMap(({ onlyOfficial }) =>
      onlyOfficial.map(({ finding, right: who, why }) => `- *${finding}*. Right by the text: ${right[who]}. ${why}`),
    ),
  );
  return reasons.size > 0 ? [`## Why we do not report what it reports\n\n${[...reasons].join("\n")}`] : [];
}

function countsOf({ official, ours }: Comparison): string {
  const its = `${official.statuses} statuses over ${official.cases} cases, of which ${official.names} have a name of their own`;
  return table(
    ["", "requests", "verdicts", "finds"],
    [
      ["official", `${official.requests}`, its, `${official.failedCases} cases failed`],
      ["ours", `${ours.requests}`, `${ours.verdicts}`, `${ours.fails} fail, ${ours.warnings} warn`],
    ],
  );
}

function bodyOf({ both, onlyOfficial, onlyOurs }: Comparison): string {
  const parts = [
    both.length > 0 &&
      `**Both report**\n\n${table(
        ["official", "cases", "ours"],
        both.map(({ finding, cases, requirements }) => [finding, `${cases}`, code(requirements)]),
      )}`,
    onlyOfficial.length > 0 &&
      `**It reports and we do not**\n\n${table(
        ["official", "cases", "right by the text"],
        onlyOfficial.map(({ finding, cases, right: who }) => [finding, `${cases}`, right[who]]),
      )}`,
    onlyOurs.length > 0 &&
      `**We report and it does not**\n\n${table(
        ["ours", "verdict", "why it does not"],
        onlyOurs.map(({ requirement, verdict, why }) => [`\`${requirement}\``, verdict, why]),
      )}`,
  ];
  return parts.filter(Boolean).join("\n\n") || "Neither finds anything wrong.";
}
