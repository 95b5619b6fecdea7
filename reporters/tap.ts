import type { Report, Result } from "../schemas/report.ts";
import { acceptance, said } from "./said.ts";
import { oneLine } from "./visible.ts";
import { levelText } from "./wording.ts";

/**
 * TAP 14 (testanything.org), a test point per requirement. `skip` and `blocked` are SKIP; a failure that the baseline
 * accepts is TODO, which no harness counts as broken and none as passed.
 */
export function renderTap({ results, target, spec }: Report): string {
  const points = results.flatMap((result, index) => [pointOf(result, index + 1), ...diagnosticsOf(result)]);
  const about = `# ${oneLine(target.product ?? target.url)}, distribution spec ${spec.distribution}`;
  return [`TAP version 14`, about, `1..${results.length}`, ...points, ""].join("\n");
}

function pointOf(result: Result, number: number): string {
  const { requirement, title, verdict } = result;
  const ok = verdict === "fail" || verdict === "error" ? "not ok" : "ok";
  return `${ok} ${number} - ${escaped(`${requirement}: ${oneLine(title)}`)}${directiveOf(result)}`;
}

function directiveOf(result: Result): string {
  const { verdict, accepted } = result;
  if (accepted && (verdict === "fail" || verdict === "error")) return ` # TODO ${escaped(acceptance(result))}`;
  if (verdict === "skip") return ` # SKIP ${escaped(said(result))}`;
  if (verdict === "blocked") return ` # SKIP blocked: ${escaped(said(result))}`;
  return "";
}

/** JSON strings are YAML, so that nothing a target says can end the block. */
function diagnosticsOf(result: Result): string[] {
  const { verdict, expected, received, section } = result;
  if (verdict === "pass" || verdict === "skip" || verdict === "blocked") return [];
  const fields = { verdict, level: levelText(result), message: said(result), expected, received, section };
  const lines = Object.entries(fields).flatMap(([name, value]) =>
    value ? [`  ${name}: ${JSON.stringify(oneLine(value, 2000))}`] : [],
  );
  return ["  ---", ...lines, "  ..."];
}

function escaped(text: string): string {
  return text.replace(/[\\#]/g, "\\$&");
}
