import type { Capability } from "../../specs/model.ts";
import type { CapabilityTest } from "../capabilities.ts";
import type { Scenario } from "../kit/index.ts";
import { blobDeleted } from "../management/blobs.ts";
import { disabled, notDeleted } from "../management/deletion.ts";
import { manifestDeleted } from "../management/manifests.ts";
import { tagDeleted } from "../management/tags.ts";

/** What can be deleted, and what is known not to be: what is refused for want of rights is neither. */
export const deletion = {
  "tag-deletion": deletes("tag", tagDeleted),
  "no-tag-deletion": deletesNo("tag", tagDeleted),
  "manifest-deletion": deletes("manifest", manifestDeleted),
  "no-manifest-deletion": deletesNo("manifest", manifestDeleted),
  "blob-deletion": deletes("blob", blobDeleted),
  "no-blob-deletion": deletesNo("blob", blobDeleted),
} satisfies Partial<Record<Capability, CapabilityTest>>;

function deletes(kind: string, scenario: Scenario<unknown>): CapabilityTest {
  return {
    title: `deletes ${kind}s`,
    scenario,
    lacking: (steps) =>
      notDeleted(steps.delete)
        ? `the deletion of a ${kind} is answered with ${steps.delete.status}: enable it, and grant the right to it, to test more`
        : undefined,
  };
}

function deletesNo(kind: string, scenario: Scenario<unknown>): CapabilityTest {
  return {
    title: `deletes no ${kind}s`,
    scenario,
    lacking: (steps) =>
      disabled(steps.delete)
        ? undefined
        : `the deletion of a ${kind} is answered with ${steps.delete.status}: only disabled deletion is judged by this`,
  };
}
