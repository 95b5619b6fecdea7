import type { ValidationReport } from "../../schemas/validation.ts";
import { printedJson } from "../json-text.ts";
import { githubAnnotations } from "./github.ts";
import { sarif } from "./sarif.ts";
import { validationText } from "./terminal.ts";

export interface ValidationTextOptions {
  color: boolean;
  /** Only errors and warnings, and the conclusion. */
  quiet: boolean;
}

/** Every form of a validation's report by the name that `--format` takes; each text ends in a newline, or is empty. */
export const validationFormats = {
  terminal: validationText,
  json: (report: ValidationReport) => printedJson(report),
  sarif: (report: ValidationReport) => printedJson(sarif(report)),
  github: githubAnnotations,
} satisfies Record<string, (report: ValidationReport, options: ValidationTextOptions) => string>;

export type ValidationFormat = keyof typeof validationFormats;
