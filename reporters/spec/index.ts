import type { SpecCheck } from "../../specs/statement-change.ts";
import { printedJson } from "../json-text.ts";
import { specCheckAnnotations } from "./github.ts";
import { specCheckMarkdown } from "./markdown.ts";
import { specCheckSarif } from "./sarif.ts";
import { specCheckText } from "./terminal.ts";

export interface SpecCheckTextOptions {
  color: boolean;
  /** Of this suite, for SARIF. */
  version: string;
}

/** Every form of the gate's result by the name that `--format` takes; each text ends in a newline, or is empty. */
export const specCheckFormats = {
  terminal: specCheckText,
  markdown: specCheckMarkdown,
  github: specCheckAnnotations,
  sarif: (check, { version }) => printedJson(specCheckSarif(check, version)),
  json: (check) => printedJson(check),
} satisfies Record<string, (check: SpecCheck, options: SpecCheckTextOptions) => string>;

export type SpecCheckFormat = keyof typeof specCheckFormats;
