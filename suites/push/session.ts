import { describe, expect, given, integrity, type Observation, requirement, scenario } from "../kit/index.ts";
import { appendedDigest, takenPut } from "./digest-parameter.ts";
import { pushedTwice } from "./put.ts";

/** Refusals of a POST that say nothing of how uploads start: the repository has to be set up before, or patience is asked for. */
const notYet = [404, 429];

const twoAtOnce = scenario("two uploads are open at once", async (context) => {
  const { repository, otherRepository, step, blob } = context;
  // One chunk is both the first and the last, and so may have any length, whatever the minimum.
  const [one, another] = [blob(1999, "one"), blob(1999, "another")];
  const absent = blob(1, "absent");
  const [first, second] = await Promise.all([
    step("open", repository.openUpload()),
    step("open another", repository.openUpload()),
    step("fall back", repository.mountBlob(absent, otherRepository.name)),
    step("fall back again", repository.mountBlob(absent, otherRepository.name)),
  ]);
  const [filled, alsoFilled] = await Promise.all([
    step("fill", first.upload.patch(one, { at: 0 }), { needs: "2xx" }),
    step("fill another", second.upload.patch(another, { at: 0 }), { needs: "2xx" }),
  ]);
  await Promise.all([step("close", filled.upload.put(one)), step("close another", alsoFilled.upload.put(another))]);
  await Promise.all([step("get", repository.getBlob(one)), step("get another", repository.getBlob(another))]);
});

const badName = scenario("an upload to a repository with capitals in its name", async (context) => {
  const { repository, repositoryNamed, step } = context;
  await Promise.all([
    step("open", repository.openUpload()),
    step("open badly named", repositoryNamed(`${repository.name}/Not-A-Name`).openUpload()),
  ]);
});

describe("POST then PUT: obtaining a session", () => {
  requirement("push.session.post-202", twoAtOnce, ({ open }) => {
    given(open).notToHaveStatus(...notYet);
    expect(open).toHaveStatus(202);
  });

  requirement("push.session.post-location", twoAtOnce, ({ open }) => {
    given(open).toSucceed();
    expect(open).toHaveHeader("Location");
  });

  requirement("push.session.location-uuid", twoAtOnce, (steps, { note }) => {
    const { open, openAnother, fallBack, fallBackAgain } = steps;
    for (const answer of [open, openAnother]) given(answer).toHaveHeader("Location");
    expect(openAnother.header("Location"), "a Location", openAnother).notToBe(open.header("Location"));
    // Sessions of the same blob are two sessions, too.
    if (fallBack.status === 202 && fallBackAgain.status === 202)
      expect(fallBackAgain.header("Location"), "a Location", fallBackAgain).notToBe(fallBack.header("Location"));
    if (!/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/i.test(open.header("Location") ?? ""))
      note("the Location shows no UUID; whether an opaque id holds one cannot be told");
  });

  requirement("push.session.location-absolute-or-relative", pushedTwice, ({ open, put, getLocation }, { note }) => {
    note(`the upload's Location is ${formOf(open)}, the blob's ${formOf(put)}`);
    for (const answer of [put, getLocation]) expect(answer).toSucceed();
  });

  requirement("push.session.location-query", appendedDigest, (steps, { declined }) => {
    if (!steps.openForRaw?.header("Location")?.includes("?")) declined("the Location has no query");
    else expect(takenPut(steps)).toSucceed();
  });

  requirement("push.session.location-offsite", appendedDigest, ({ putRaw, getRaw }) => {
    given(putRaw).toSucceed();
    expect(getRaw).toSucceed();
    integrity(getRaw).toDeliver();
  });

  requirement("push.session.isolated", twoAtOnce, ({ close, closeAnother, get, getAnother }) => {
    for (const answer of [close, closeAnother]) expect(answer).toSucceed();
    for (const answer of [get, getAnother]) {
      given(answer).toSucceed();
      integrity(answer).toDeliver();
    }
  });

  requirement("push.blob.invalid-name", badName, ({ open, openBadlyNamed }) => {
    given(open).toSucceed();
    expect(openBadlyNamed).toBeRefused();
  });
});

function formOf(answer: Observation): string {
  return /^([a-z]+:)?\/\//i.test(answer.header("Location") ?? "") ? "absolute" : "relative";
}
