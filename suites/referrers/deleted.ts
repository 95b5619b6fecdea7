import {
  type Descriptor,
  describe,
  descriptorOf,
  expect,
  given,
  longScenario,
  newImage,
  pushBlobsOf,
  requirement,
} from "../kit/index.ts";
import { askUntil, getUntilGone, lastOf } from "../management/deletion.ts";
import { entryOf, listReferrers, lists, showsReferrers } from "./list.ts";
import { artifactType, referrerOf } from "./pushed.ts";

/** None of the manifests has a tag: some registries delete none that has. */
const deleted = longScenario("a referrer is deleted, and then its subject", async (context) => {
  const { repository, step, remember } = context;
  const image = newImage(context);
  const subject = descriptorOf(image.manifest);
  await pushBlobsOf(context, image);
  const doomed = referrerOf(image, subject, "doomed");
  const kept = referrerOf(image, subject, "kept");
  await step("put subject", repository.putManifest(subject.digest, image.manifest), { needs: "2xx" });
  await Promise.all(
    Object.entries({ doomed, kept }).map(([name, manifest]) =>
      step(`put ${name}`, repository.putManifest(manifest.digest, manifest), { needs: "2xx" }),
    ),
  );
  for (const [name, { digest }] of Object.entries({ doomed, kept })) remember(name, { digest });
  const list = listReferrers(repository, subject.digest);
  const filtered = listReferrers(repository, subject.digest, artifactType);
  const both = { shows: showsReferrers(doomed, kept) };
  await Promise.all([step("list before", list, both), step("filtered before", filtered, both)]);
  await step("delete", repository.deleteManifest(doomed.digest));
  await Promise.all([
    getUntilGone(context, "get deleted", repository.getManifest(doomed.digest, { about: doomed })),
    askUntil(context, "list after", list, (answer) => !lists(answer, doomed)),
    askUntil(context, "filtered after", filtered, (answer) => !lists(answer, doomed)),
  ]);
  await step("delete subject", repository.deleteManifest(subject.digest));
  await step("list without subject", list);
});

describe("Listing Referrers: after a deletion", () => {
  requirement("referrers.deleted-removed", deleted, (steps, context) => {
    const doomed = context.recall<Descriptor>("doomed");
    entryOf(steps.listBefore, doomed, context);
    given(steps.delete).toSucceed();
    given(lastOf(context.stepsNamed("get deleted "))).toHaveStatus(404);
    const after = lastOf(context.stepsNamed("list after "));
    given(after).toHaveStatus(200);
    expect(lists(after, doomed), "the deleted referrer listed", after).toBe(false);
  });

  requirement("management.referrers.after-delete", deleted, (steps, context) => {
    const doomed = context.recall<Descriptor>("doomed");
    entryOf(steps.filteredBefore, doomed, context);
    given(steps.delete).toSucceed();
    given(lastOf(context.stepsNamed("get deleted "))).toHaveStatus(404);
    const after = lastOf(context.stepsNamed("filtered after "));
    given(after).toHaveStatus(200);
    expect(lists(after, doomed), "the deleted referrer listed", after).toBe(false);
  });

  requirement("referrers.subject-deleted", deleted, (steps, { note, recall }) => {
    given(steps.listBefore).toHaveStatus(200);
    given(steps.deleteSubject).toSucceed();
    expect(steps.listWithoutSubject).toHaveStatus(200);
    if (!lists(steps.listWithoutSubject, recall<Descriptor>("kept"))) note("the referrers went with their subject");
  });
});
