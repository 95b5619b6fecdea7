import { createHash } from "node:crypto";

/**
 * How a statement of a spec is named without copying it: `spec.md#pulling-blobs@5a1c93f0` is the sentence, list item or
 * table row of that file, under that heading, whose words have this fingerprint. A reworded statement has another one;
 * one that was only moved, wrapped, linked elsewhere, or set in other type keeps it.
 */

/**
 * First 8 hex digits of the SHA-256 of the normalised statement.
 * @param statement its plain text, without markup
 */
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

/** The words of a statement: lower case, single spaces, plain quotes, hyphens and dots. */
export function normalise(text: string): string {
  return text
    .replace(/[\u2018\u2019\u201b]/g, "'")
    .replace(/[\u201c\u201d\u201f]/g, '"')
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .replaceAll("\u2026", "...")
    .replace(/[\s\u200b\ufeff]+/g, " ")
    .trim()
    .toLowerCase();
}
