/** The library: everything a program needs to test a registry and read the report. */
export type { Exchange } from "../client/exchange.ts";
export { type Comparison, comparisonOf } from "../reporters/comparison.ts";
export { type FormatName, formats, type RenderedFile, renderAll } from "../reporters/index.ts";
export type { Report, Result, Summary, Verdict } from "../schemas/report.ts";
export type { ValidationReport } from "../schemas/validation.ts";
export { catalogue, type RequirementId } from "../specs/catalogue.ts";
export type { Level, Requirement, SpecVersion } from "../specs/model.ts";
export { conductRun } from "./conduct.ts";
export { type Configuration, configurationOf, type Wishes } from "./configuration.ts";
export { UntestableTarget, UsageError } from "./errors.ts";
export { exitCodeOf } from "./exit.ts";
export { mergeReports } from "./merge.ts";
export { readReport } from "./report-file.ts";
export { conductValidation, type ValidationWishes, validationExitCode } from "./validation.ts";
