import type { ImageRequirementId } from "../../../specs/image-catalogue.ts";
import { type SpecVersion, versionsAfter } from "../../../specs/versions.ts";
import type { Severity } from "../../finding.ts";
import type { ValidateOptions } from "../../validate.ts";

/** A layout with exactly one fault, or with none. */
export interface LayoutCase {
  /** One line that says what is so in it. */
  title: string;
  /** The only requirement that may be found broken, at that severity; undefined for what is legal. */
  breaks?: ImageRequirementId;
  severity?: Severity;
  /** Where it is so; default all versions. */
  specs?: readonly SpecVersion[];
  options?: Partial<Pick<ValidateOptions, "limits" | "complete">>;
  /** Notes that come along: they are no judgement. */
  notes?: readonly ImageRequirementId[];
  /** Files of a layout by path; or an archive of one, as it is. */
  make(): Map<string, Buffer> | Buffer;
}

export function fault(
  breaks: ImageRequirementId,
  title: string,
  make: LayoutCase["make"],
  more: Partial<LayoutCase> = {},
): LayoutCase {
  return { title, breaks, severity: "error", make, ...more };
}

export function legal(title: string, make: LayoutCase["make"], more: Partial<LayoutCase> = {}): LayoutCase {
  return { title, make, ...more };
}

export const since11 = versionsAfter("1.0");
