import schema from "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json" with { type: "json" };
import { Ajv } from "ajv";
import addFormats from "ajv-formats";

/**
 * What the schema that OASIS published with SARIF 2.1.0 has against a document. It is of draft 4, but uses nothing that
 * later drafts read otherwise.
 */
export function sarifProblems(document: unknown): string[] {
  const { $schema, id, ...rules } = schema;
  const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false });
  addFormats.default(ajv);
  ajv.validate(rules, document);
  return (ajv.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
