/** The vocabulary of the image catalogue: what the image spec demands of content, as data. */
import type { ImageRequirementId } from "./generated/image-ids.ts";
import type { Level, SpecVersion } from "./model.ts";

/** The object of the image spec that a requirement is about; also the YAML file it stands in. */
export type ImageObject =
  | "descriptor"
  | "manifest"
  | "index"
  | "config"
  | "layer"
  | "layout"
  | "annotations"
  | "media-type"
  | "json";

/**
 * What a level rests on: `keyword` is a sentence with a key word of RFC 2119, `prose` one without, `type` the declared
 * type of a member, `derived` several statements together. `security` and `practice` stand outside the spec.
 */
export type ImageBasis = "keyword" | "prose" | "type" | "derived" | "security" | "practice";

/** How much a finding weighs. */
export type Severity = "error" | "warning" | "info";

/** One entry of the catalogue (`specs/image/<object>.yaml`). A version here is one of the image spec: 1.0.2, 1.1.1, main. */
export interface ImageRequirement {
  /** Stable: vendors' baselines name it. */
  id: ImageRequirementId;
  object: ImageObject;
  /** One line, in our words. */
  title: string;
  /**
   * The keyword per spec version; null where that version does not bind. A requirement that binds in no version is
   * about security or practice, and what breaks it is never called a violation of the spec.
   */
  levels: Record<SpecVersion, Level | null>;
  basis: ImageBasis;
  /** `content`: a property of bytes; `consumer`: how software behaves, our own validator included. */
  binds: "content" | "consumer";
  /** What a finding weighs where the version does not say less (`severityOf` in `image/finding.ts`). */
  report: Severity;
  /** `<file>.md#anchor@fingerprint` per version: where it is said, without saying it again. */
  statements: Record<SpecVersion, string[]>;
  /** What an implementer should know; absent when there is nothing to add. */
  note?: string;
}
