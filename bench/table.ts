/** A Markdown table; whatever is a number stands to the right. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const isNumber = (column: number) => rows.length > 0 && rows.every((row) => /^([\d,.]|–)/.test(String(row[column])));
  const lines = [head, head.map((_, column) => (isNumber(column) ? "---:" : "---")), ...rows];
  return lines.map((line) => `| ${line.join(" | ")} |`).join("\n");
}

/** With a comma between thousands. */
export function count(number: number): string {
  return number.toLocaleString("en-US", { maximumFractionDigits: 0 });
}

/** In seconds, with as many digits as tell something. */
export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`;
}

export function milliseconds(ms: number): string {
  return `${count(ms)} ms`;
}

export function megabytes(mb: number): string {
  return `${count(mb)} MB`;
}

/** Bytes as kB or MB, whichever is shorter. */
export function bytes(number: number): string {
  return number < 1_000_000 ? `${count(number / 1000)} kB` : megabytes(number / 1_000_000);
}

/** `3.4`, of two numbers. */
export function ratio(one: number, other: number): string {
  return other === 0 ? "–" : (one / other).toFixed(1);
}
