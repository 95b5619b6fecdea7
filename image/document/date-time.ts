import { schemaText } from "../../schemas/documents.ts";

const pattern = new RegExp(JSON.parse(schemaText("config")).properties.created.pattern);

/** Whether a text is a date and time by RFC 3339, section 5.6. */
export function isDateTime(text: string): boolean {
  return pattern.test(text);
}
