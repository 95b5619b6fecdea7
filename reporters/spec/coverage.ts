import pc from "picocolors";
import type { CoveredStatement, Proof, StatementCoverage } from "../../specs/statement-coverage.ts";
import { oneLine } from "../visible.ts";
import { levelWord } from "./change-words.ts";

const columns = ["statements", "requirements", "tests", "faults", "gaps"] as const;

interface CoverageTextOptions {
  color: boolean;
  /** Every statement with its requirements, tests and faults, instead of counts only. */
  statements: boolean;
}

/** Counts by section, or statement by statement; then every gap, and the conclusion. */
export function coverageText({ spec, version, statements }: StatementCoverage, options: CoverageTextOptions): string {
  const { bold, dim, red, green } = pc.createColors(options.color);
  const lines: string[] = [bold(row(`${spec}-spec ${version}`, columns))];
  for (const [section, covered] of bySection(statements)) {
    lines.push(row(oneLine(section, 57), countsOf(covered)));
    if (options.statements) lines.push(...covered.flatMap(statementLines).map((line) => dim(line)));
  }
  lines.push(bold(row("total", countsOf(statements))), "");
  const gaps = statements.flatMap(({ statement: { file, line, anchor }, gaps }) =>
    gaps.map((gap) => `${red("✗")} ${file}:${line} ${anchor}: ${gap}`),
  );
  lines.push(...gaps, gaps.length === 0 ? green("✓ Nothing is missing.") : red(`✗ ${gaps.length} missing.`));
  return `${lines.join("\n")}\n`;
}

function bySection(statements: readonly CoveredStatement[]): Map<string, CoveredStatement[]> {
  const sections = new Map<string, CoveredStatement[]>();
  for (const covered of statements) {
    const { file, anchor } = covered.statement;
    const section = `${file}${anchor}`;
    sections.set(section, [...(sections.get(section) ?? []), covered]);
  }
  return sections;
}

function countsOf(covered: readonly CoveredStatement[]): number[] {
  const proofs = new Map(covered.flatMap((each) => each.proofs.map((proof) => [proof.requirement, proof] as const)));
  const sum = (count: (proof: Proof) => number) =>
    [...proofs.values()].reduce((total, proof) => total + count(proof), 0);
  return [
    covered.length,
    proofs.size,
    sum(({ tests }) => tests.length),
    sum(({ faults }) => faults.length),
    covered.flatMap(({ gaps }) => gaps).length,
  ];
}

function statementLines({ statement, proofs, reason }: CoveredStatement): string[] {
  return [
    `  ${statement.line} ${levelWord(statement.level)} ${oneLine(statement.text, 150)}`,
    ...(reason === null ? [] : [`    ${reason}`]),
    ...proofs.flatMap(({ requirement, tests, faults, untestable }) => [
      `    ${requirement}${untestable === null ? "" : `: not testable: ${untestable}`}`,
      ...tests.map((test) => `      test  ${oneLine(test, 120)}`),
      ...faults.map((fault) => `      fault ${oneLine(fault, 120)}`),
    ]),
  ];
}

function row(first: string, others: readonly (string | number)[]): string {
  return first.padEnd(58) + others.map((value) => `${value}`.padStart(13)).join("");
}
