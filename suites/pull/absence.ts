import { describe, expect, given, pushImage, requirement, scenario } from "../kit/index.ts";
import { pushedImage } from "../seed.ts";

const absent = scenario("content that was never pushed is asked for", async (context) => {
  const { repository, step, after, unique, blob } = context;
  const { tag, image } = await after(pushedImage);
  const noTag = unique("absent");
  const noDigest = blob(64, "never-pushed").digest;
  await Promise.all([
    // What is there, so that a registry that finds nothing at all does not pass.
    step("get manifest", repository.getManifest(tag, { about: image.manifest })),
    step("head manifest", repository.headManifest(tag, { about: image.manifest })),
    step("get blob", repository.getBlob(image.layer)),
    step("head blob", repository.headBlob(image.layer)),
    step("get absent tag", repository.getManifest(noTag)),
    step("get absent digest", repository.getManifest(noDigest)),
    step("head absent tag", repository.headManifest(noTag)),
    step("head absent digest", repository.headManifest(noDigest)),
    step("get absent blob", repository.getBlob(noDigest)),
    step("head absent blob", repository.headBlob(noDigest)),
    step("malformed: get short digest", repository.getBlob("sha256:short")),
    step("malformed: head short digest", repository.headBlob("sha256:short")),
    step("malformed: get no digest", repository.getBlob("notadigest")),
    step("malformed: head no digest", repository.headBlob("notadigest")),
  ]);
});

const elsewhere = scenario("content of one repository is asked for in another", async (context) => {
  const { repository, otherRepository, step, after, unique } = context;
  const neighbourTag = unique("neighbour");
  const [{ tag, image }, neighbour] = await Promise.all([
    after(pushedImage),
    pushImage({ ...context, repository: otherRepository }, neighbourTag, "neighbour"),
  ]);
  const { manifest, layer } = image;
  await Promise.all([
    step("get manifest here", repository.getManifest(manifest.digest, { about: manifest })),
    step(
      "get neighbour's manifest",
      otherRepository.getManifest(neighbour.manifest.digest, { about: neighbour.manifest }),
    ),
    step("manifest there: get by digest", otherRepository.getManifest(manifest.digest, { about: manifest })),
    step("manifest there: head by digest", otherRepository.headManifest(manifest.digest, { about: manifest })),
    step("manifest there: get by tag", otherRepository.getManifest(tag, { about: manifest })),
    step("get blob here", repository.getBlob(layer)),
    step("get neighbour's blob", otherRepository.getBlob(neighbour.layer)),
    step("blob there: get", otherRepository.getBlob(layer)),
    step("blob there: head", otherRepository.headBlob(layer)),
  ]);
});

const nowhere = scenario("a repository that does not exist is pulled from", async (context) => {
  const { repository, step, after, unique, blob, unknownRepository } = context;
  const { tag, image } = await after(pushedImage);
  const unknown = unknownRepository();
  const noDigest = blob(64, "never-pushed").digest;
  await Promise.all([
    step("get manifest", repository.getManifest(tag, { about: image.manifest })),
    step("unknown: get by tag", unknown.getManifest(unique("absent"))),
    step("unknown: head by tag", unknown.headManifest(unique("absent"))),
    step("unknown: get by digest", unknown.getManifest(noDigest)),
    step("unknown: get blob", unknown.getBlob(noDigest)),
  ]);
});

describe("Pulling manifests", () => {
  requirement("pull.manifest.get-404", absent, ({ getManifest, getAbsentTag, getAbsentDigest }) => {
    given(getManifest).toHaveStatus(200);
    for (const get of [getAbsentTag, getAbsentDigest]) expect(get).toHaveStatus(404);
  });

  requirement("pull.manifest.repo-isolation", elsewhere, (steps, { stepsNamed }) => {
    for (const there of [steps["get manifest here"], steps["get neighbour's manifest"]]) given(there).toHaveStatus(200);
    for (const leak of stepsNamed("manifest there: ")) expect(leak).notToSucceed();
  });

  requirement("pull.unknown-repo-404", nowhere, ({ getManifest }, { stepsNamed, notApplicable }) => {
    given(getManifest).toHaveStatus(200);
    const answers = stepsNamed("unknown: ");
    const told = answers.filter(({ status }) => status !== 401 && status !== 403);
    if (told.length === 0)
      notApplicable(`this account may not know which repositories exist (status ${answers[0]?.status}): grant it more`);
    for (const answer of told) expect(answer).toHaveStatus(404);
  });
});

describe("Pulling blobs", () => {
  requirement("pull.blob.get-404", absent, ({ getBlob, getAbsentBlob }) => {
    given(getBlob).toHaveStatus(200);
    expect(getAbsentBlob).toHaveStatus(404);
  });

  requirement("pull.blob.invalid-digest", absent, ({ getBlob }, { stepsNamed }) => {
    given(getBlob).toHaveStatus(200);
    for (const malformed of stepsNamed("malformed: ")) expect(malformed).toHaveStatus(404, 400);
  });

  requirement("pull.blob.repo-isolation", elsewhere, (steps, { stepsNamed }) => {
    for (const there of [steps["get blob here"], steps["get neighbour's blob"]]) given(there).toHaveStatus(200);
    for (const leak of stepsNamed("blob there: ")) expect(leak).notToSucceed();
  });
});

describe("Checking if content exists in the registry", () => {
  requirement("pull.manifest.head-404", absent, ({ headManifest, headAbsentTag, headAbsentDigest }) => {
    given(headManifest).toHaveStatus(200);
    for (const head of [headAbsentTag, headAbsentDigest]) expect(head).toHaveStatus(404);
  });

  requirement("pull.blob.head-404", absent, ({ headBlob, headAbsentBlob }) => {
    given(headBlob).toHaveStatus(200);
    expect(headAbsentBlob).toHaveStatus(404);
  });
});
