import type { ImageRequirementId } from "../specs/image-catalogue.ts";

export type Severity = "error" | "warning" | "info";

/** Where in an image: descriptor path from the root, JSON pointer in that document, entry in that layer. */
export interface Place {
  /** `index.json → manifests[0] → layers[1]` */
  path: string;
  pointer?: string;
  entry?: string;
}

export interface Finding {
  requirement: ImageRequirementId;
  severity: Severity;
  place: Place;
  /** One sentence. */
  message: string;
  expected: string;
  found: string;
  /** What to do. */
  advice: string;
}
