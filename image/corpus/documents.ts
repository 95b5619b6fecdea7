import { annotationCases } from "./annotations.ts";
import type { DocumentCase } from "./case.ts";
import { configCases } from "./configs.ts";
import { descriptorCases } from "./descriptors.ts";
import { indexCases } from "./indexes.ts";
import { jsonCases } from "./json.ts";
import { manifestCases } from "./manifests.ts";

export type { DocumentCase } from "./case.ts";

/**
 * Documents with one fault each, and documents that are legal though they might not look it. In each version of its
 * `specs` a fault gives exactly one finding, of its requirement; what is legal gives information at most.
 */
export const documentCases: readonly DocumentCase[] = [
  ...descriptorCases,
  ...manifestCases,
  ...indexCases,
  ...configCases,
  ...annotationCases,
  ...jsonCases,
];
