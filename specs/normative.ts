import { statementReference } from "./fingerprint.ts";
import { outline } from "./outline.ts";

/** A line of a spec that has a key word of RFC 2119 in capitals. */
export interface NormativeLine {
  /** `<file>#<anchor>@<fingerprint>` */
  reference: string;
  /** 1-based */
  line: number;
}

const keyword = /\b(?:MUST|SHALL|SHOULD|MAY|REQUIRED|RECOMMENDED|OPTIONAL)\b/;

/**
 * The normative lines of a document, without what stands in code blocks and without the sentence that only introduces
 * the key words.
 * @param file its name, as references have it
 */
export function normativeLines(markdown: string, file: string): NormativeLine[] {
  return outline(markdown).flatMap(({ text, anchor, number, code }) => {
    if (code || !keyword.test(text) || text.trim().startsWith("The key words ")) return [];
    return [{ reference: statementReference(file, anchor, text), line: number }];
  });
}
