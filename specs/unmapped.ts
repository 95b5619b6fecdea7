import { readFileSync } from "node:fs";
import type { SpecVersion } from "./model.ts";
import type { SpecName } from "./spec-names.ts";

/** Statements of a spec that no requirement stands on, and why that is right (`specs/<spec>/unmapped.yaml`). */
export interface Unmapped {
  /** One line, in our words. */
  reason: string;
  /** `<file>.md#anchor@fingerprint` per version, or `<file>.md` for all of a file. */
  statements: Record<SpecVersion, string[]>;
}

/** What no requirement stands on, by spec (`npm run generate` compiles the YAML). */
export const unmapped: Readonly<Record<SpecName, readonly Unmapped[]>> = JSON.parse(
  readFileSync(new URL("./generated/unmapped.json", import.meta.url), "utf8"),
);
