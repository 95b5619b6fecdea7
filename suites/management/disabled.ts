import { everyCategory } from "../base/categories.ts";
import { describe, expect, requirement } from "../kit/index.ts";

const succeeded = ({ status }: { status: number }) => status >= 200 && status < 300;

describe("Content management", () => {
  requirement("management.disable-allowed", everyCategory, (steps, { declined }) => {
    const { deleteTag, deleteManifest, deleteBlob } = steps;
    const deletions = [deleteTag, deleteManifest, deleteBlob];
    for (const deletion of deletions) expect(deletion).notToBeServerError();
    if (!deletions.some(succeeded)) declined("neither tags nor manifests nor blobs can be deleted here");
  });

  requirement("management.tag-only-manifest", everyCategory, (steps, { declined, notApplicable }) => {
    const { deleteTag, deleteManifest } = steps;
    expect(deleteTag).notToBeServerError();
    if (succeeded(deleteTag)) return;
    if (!succeeded(deleteManifest))
      notApplicable(
        `neither tags nor manifests can be deleted here (status ${deleteTag.status} and ${deleteManifest.status}): enable deletion`,
      );
    declined(`manifests can be deleted, tags cannot (status ${deleteTag.status})`);
  });
});
