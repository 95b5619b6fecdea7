import type { ImageRequirementId } from "../specs/image-catalogue.ts";

/** Requirements on content that nothing here decides, and why. */
export const undecided: Readonly<Partial<Record<ImageRequirementId, string>>> = {
  "image.descriptor.references-by-descriptor": "binds the authors of formats",
  "image.config.user-resolvable": "users may come from elsewhere than the image, and files in layers are not read",
  "image.layer.whiteout-marks-removal": "says what whiteouts mean",
  "image.layer.nondistributable-tagging": "cannot be seen in content",
  "image.json.canonical": "no builder does it, and a finding would be everywhere",
};

/** Requirements whose fault is no document or layout of the corpus, and what proves them. */
export const provenElsewhere: Readonly<Partial<Record<ImageRequirementId, string>>> = {
  "image.json.type-unidentifiable": "only a document comes without any type: tests/image/sources.test.ts",
  "image.media-type.conflict": "only a registry gives a Content-Type: tests/image/registry.test.ts",
};
