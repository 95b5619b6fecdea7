import { createHash } from "node:crypto";

/**
 * How a statement of a spec is named without copying it: `spec.md#pulling-blobs@5a1c93f0` is the line of that file,
 * under that heading, whose normalised text has this fingerprint. A reworded statement has another one; one that was
 * only moved, wrapped in other markup or renumbered keeps it.
 */

/** First 8 hex digits of the SHA-256 of the normalised statement. */
export function fingerprint(statement: string): string {
  return createHash("sha256").update(normalise(statement), "utf8").digest("hex").slice(0, 8);
}

/**
 * `<file>#<anchor>@<fingerprint>`
 * @param anchor of the heading that the statement stands under, with or without the `#`
 */
export function statementReference(file: string, anchor: string, statement: string): string {
  return `${file}#${anchor.replace(/^#/, "")}@${fingerprint(statement)}`;
}

/**
 * The words of a Markdown line (sentence, list item or table row): without list, table and heading markers, emphasis,
 * link targets and code marks, in lower case, with single spaces. What stands in code keeps its characters.
 */
export function normalise(line: string): string {
  const code: string[] = [];
  const words = line
    .replace(/`([^`]*)`/g, (_, span: string) => `\0${code.push(span) - 1}\0`)
    .replace(/^\s*(?:[-*+]|\d+[.)]|#+)\s+/, "")
    .replace(/!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])/g, "$1")
    .replace(/<\/?(?:sup|sub)>|<br ?\/?>/g, " ")
    .replace(/\|/g, " ")
    .replace(/\*|(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu, "")
    .replace(/\0(\d+)\0/g, (_, index: string) => code[Number(index)] ?? "");
  return words.replace(/\s+/g, " ").trim().toLowerCase();
}
