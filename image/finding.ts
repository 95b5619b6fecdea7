import type { ImageRequirementId } from "../specs/image-catalogue.ts";
import type { Severity } from "../specs/image-model.ts";

/** `error` (a MUST is broken, or content is not what it claims to be), `warning` (a SHOULD is), `info` (worth knowing). */
export type { Severity } from "../specs/image-model.ts";

/** Where in an image: descriptor path from the root, JSON pointer in that document, entry in that layer. */
export interface Place {
  /** Such as `index.json/manifests[0]/layers[2]`; what the caller calls the document. */
  path: string;
  /** RFC 6901; empty for the whole document. */
  pointer?: string;
  /** Name of the entry as the layer has it. */
  entry?: string;
}

/** One thing that is wrong with an image, or worth knowing about it. */
export interface Finding {
  /** Id in the image catalogue: what it stands on. One that binds in no version is no violation of the spec. */
  requirement: ImageRequirementId;
  severity: Severity;
  place: Place;
  /** One sentence: what is wrong. */
  message: string;
  /** What should be there, in words. */
  expected: string;
  /** What is there, cut short where it is long. */
  found: string;
  /** What to do about it. */
  advice: string;
}
