import {
  type Content,
  describe,
  expect,
  given,
  integrity,
  type Observation,
  requirement,
  type Steps,
  scenario,
} from "../kit/index.ts";

const KiB = 1024;

export const appendedDigest = scenario("the digest is appended to the Location, plain and encoded", async (context) => {
  const { repository, step, blob } = context;
  const [raw, encoded] = [blob(64 * KiB, "raw"), blob(64 * KiB, "encoded")];
  const push = async (name: string, content: Content, digest: string) => {
    const opened = await step(`open for ${name}`, repository.openUpload(), { needs: "2xx" });
    await step(`put ${name}`, opened.upload.put(digest, content));
  };
  await Promise.all([push("raw", raw, raw.digest), push("encoded", encoded, encoded.digest.replace(":", "%3A"))]);
  await Promise.all([step("head raw", repository.headBlob(raw)), step("get raw", repository.getBlob(raw))]);
});

/** The PUT that was accepted, in whichever spelling; the plain one when neither was. */
export function takenPut({ putRaw, putEncoded }: Steps): Observation {
  return [putRaw, putEncoded].find(({ status }) => status < 300) ?? putRaw;
}

describe("POST then PUT: the digest parameter", () => {
  requirement("push.put.digest-param-raw", appendedDigest, ({ putRaw, putEncoded }) => {
    given(putEncoded).toSucceed();
    expect(putRaw).toSucceed();
  });

  requirement("push.put.digest-param-encoded", appendedDigest, ({ putRaw, putEncoded }) => {
    given(putRaw).toSucceed();
    expect(putEncoded).toSucceed();
  });

  requirement("push.put.location-appended-query", appendedDigest, (steps, { note }) => {
    const hasQuery = steps.openForRaw.header("Location")?.includes("?");
    note(hasQuery ? "joined by & to the Location's query" : "joined by ? to a Location without query");
    expect(takenPut(steps)).toSucceed();
  });

  requirement("push.put.blob-available", appendedDigest, ({ putRaw, headRaw, getRaw }) => {
    given(putRaw).toSucceed();
    for (const answer of [headRaw, getRaw]) expect(answer).toSucceed();
    integrity(getRaw).toDeliver();
  });
});
