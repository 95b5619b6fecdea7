import { createHash } from "node:crypto";
import {
  type Descriptor,
  describe,
  descriptorOf,
  expect,
  given,
  longScenario,
  newImage,
  type Observation,
  pushBlobsOf,
  requirement,
} from "../kit/index.ts";
import { entriesOf, entryOf, goesOn, listReferrers, showsReferrers } from "./list.ts";
import { referrerOf } from "./pushed.ts";

/** A referrer that comes before its subject and is pushed twice, one of it, and one in another repository. */
const relations = longScenario("referrers come early, twice, one of the other, and elsewhere", async (context) => {
  const { repository, otherRepository, unknownRepository, step, unique, remember } = context;
  const image = newImage(context);
  const { manifest } = image;
  const there = { step, repository: otherRepository };
  await Promise.all([pushBlobsOf(context, image), pushBlobsOf(there, image, "image elsewhere")]);
  const subject = descriptorOf(manifest);
  const sha512 = `sha512:${createHash("sha512").update(manifest.digest).digest("hex")}`;
  const early = referrerOf(image, subject, "early");
  const ofEarly = referrerOf(image, descriptorOf(early), "of early");
  const elsewhere = referrerOf(image, subject, "elsewhere");
  const ofSha512 = referrerOf(image, { ...subject, digest: sha512 }, "of sha512");
  for (const [name, { digest }] of Object.entries({ early, ofEarly, elsewhere, ofSha512 })) remember(name, { digest });

  await Promise.all([
    step("put early", repository.putManifest(unique("early"), early)),
    step("put elsewhere", otherRepository.putManifest(elsewhere.digest, elsewhere)),
    step("put of sha512", repository.putManifest(unique("of-sha512"), ofSha512)),
  ]);
  await Promise.all([
    step("list early", listReferrers(repository, subject.digest), { shows: showsReferrers(early) }),
    step("list of sha512", listReferrers(repository, sha512), { shows: showsReferrers(ofSha512) }),
    step("list in unknown repository", listReferrers(unknownRepository(), subject.digest)),
  ]);
  await Promise.all([
    step("put early again", repository.putManifest(unique("again"), early)),
    step("put subject", repository.putManifest(unique("subject"), manifest)),
    step("put of early", repository.putManifest(unique("of-early"), ofEarly)),
  ]);
  await Promise.all([
    step("list", listReferrers(repository, subject.digest), { shows: showsReferrers(early) }),
    step("list of early", listReferrers(repository, early.digest), { shows: showsReferrers(ofEarly) }),
  ]);
});

function occurrences(list: Observation, { digest }: Pick<Descriptor, "digest">): number {
  return entriesOf(list).filter((entry) => entry.digest === digest).length;
}

describe("Listing Referrers: what counts as one", () => {
  requirement("referrers.subject-pushed-later", relations, ({ listEarly, putSubject, list }, context) => {
    const early = context.recall<Descriptor>("early");
    entryOf(listEarly, early, context);
    given(putSubject).toSucceed();
    expect(list).toHaveStatus(200);
    if (goesOn(list)) context.notApplicable("the list has more than one page: list at least three at once to test it");
    expect(occurrences(list, early) > 0, "the referrer that came before its subject listed", list).toBe(true);
  });

  requirement("referrers.no-duplicates", relations, ({ list, putEarlyAgain }, context) => {
    const early = context.recall<Descriptor>("early");
    given(putEarlyAgain).toSucceed();
    entryOf(list, early, context);
    expect(occurrences(list, early), "entries for a referrer that was pushed twice", list).toBe(1);
  });

  requirement("referrers.self-descriptive-chain", relations, ({ list, listOfEarly, putOfEarly }, context) => {
    const ofEarly = context.recall<Descriptor>("ofEarly");
    given(putOfEarly).toSucceed();
    entryOf(list, context.recall<Descriptor>("early"), context);
    entryOf(listOfEarly, ofEarly, context);
    expect(occurrences(list, ofEarly), "entries for the referrer of a referrer", list).toBe(0);
  });

  requirement("referrers.same-repo", relations, ({ list, putElsewhere }, context) => {
    given(putElsewhere).toSucceed();
    entryOf(list, context.recall<Descriptor>("early"), context);
    const elsewhere = context.recall<Descriptor>("elsewhere");
    expect(occurrences(list, elsewhere), "entries for the referrer in another repository", list).toBe(0);
  });

  requirement("referrers.unknown-repo", relations, ({ listInUnknownRepository }, { declined }) => {
    expect(listInUnknownRepository).notToBeServerError();
    const { status } = listInUnknownRepository;
    if (status !== 200) declined(`status ${status}`);
    expect(entriesOf(listInUnknownRepository).length, "number of manifests", listInUnknownRepository).toBe(0);
  });

  requirement("referrers.sha512-subject", relations, (steps, { declined, recall }) => {
    const { putEarly, listEarly, putOfSha512, listOfSha512 } = steps;
    given(putEarly).toSucceed();
    given(listEarly).toHaveStatus(200);
    for (const answer of [putOfSha512, listOfSha512]) expect(answer).notToBeServerError();
    if (putOfSha512.refused || listOfSha512.refused) declined("subjects with a sha512 digest are refused");
    const listed = occurrences(listOfSha512, recall<Descriptor>("ofSha512")) > 0;
    // Whoever acknowledges the subject has promised to list its referrer.
    if (putOfSha512.header("OCI-Subject") !== undefined && listOfSha512.status === 200 && !goesOn(listOfSha512))
      expect(listed, "the referrer of a sha512 digest listed", listOfSha512).toBe(true);
    if (!listed) declined("the referrer of a sha512 digest is not listed");
  });
});
