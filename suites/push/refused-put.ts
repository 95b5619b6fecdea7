import { describe, expect, given, integrity, pushBlob, requirement, scenario } from "../kit/index.ts";
import { withAnotherId } from "./another-id.ts";

const refused = scenario("uploads are closed in ways that must be refused", async (context) => {
  const { repository, step, blob } = context;
  const [content, damaged] = [blob(1024), blob(1024, "damaged")];
  const open = (what: string) => step(`open for ${what}`, repository.openUpload(), { needs: "2xx" });

  const mismatched = async () => {
    const opened = await open("mismatch");
    await step("put mismatched", opened.upload.put(content.digest, damaged));
    await Promise.all([
      step("head claimed", repository.headBlob(content)),
      step("head sent", repository.headBlob(damaged)),
    ]);
    const reopened = await step("open anew", repository.openUpload());
    await step("put anew", reopened.upload.put(content, content));
    await step("get anew", repository.getBlob(content));
  };
  const withoutDigest = async () => {
    const opened = await open("no digest");
    await step("put without digest", opened.upload.putWithoutDigest(blob(1024, "no-digest")));
  };
  const malformed = async () => {
    const opened = await open("malformed digest");
    await step("put malformed", opened.upload.put("sha256:not-a-digest", blob(1024, "malformed")));
  };
  const unknownSession = async () => {
    const opened = await open("unknown session");
    const lost = blob(1024, "unknown-session");
    await step("put to unknown", opened.upload.at(withAnotherId).put(lost, lost));
  };
  const accepted = async () => {
    const control = blob(1024, "control");
    await pushBlob(context, control, "control");
    await step("head control", repository.headBlob(control));
  };
  await Promise.all([
    accepted(),
    mismatched(),
    withoutDigest(),
    malformed(),
    unknownSession(),
    step("head absent", repository.headBlob(blob(1024, "absent"))),
  ]);
});

describe("POST then PUT: what is refused", () => {
  requirement("push.put.digest-missing-400", refused, ({ headControl, putWithoutDigest }) => {
    given(headControl).toSucceed();
    expect(putWithoutDigest).toHaveStatus(400);
  });

  requirement("push.put.digest-malformed-400", refused, ({ headControl, putMalformed }) => {
    given(headControl).toSucceed();
    integrity(putMalformed).notToSucceed();
    expect(putMalformed).toHaveStatus(400);
  });

  requirement("push.put.digest-mismatch-400", refused, ({ headControl, putMismatched }) => {
    given(headControl).toSucceed();
    integrity(putMismatched).notToSucceed();
    expect(putMismatched).toHaveStatus(400);
  });

  requirement("push.put.digest-mismatch-not-stored", refused, (steps) => {
    given(steps.headControl).toSucceed();
    given(steps.headAbsent).notToSucceed();
    integrity(steps.headClaimed).notToSucceed();
    expect(steps.headSent).notToSucceed();
  });

  requirement("push.session.reuse-after-error", refused, ({ putMismatched, openAnew, putAnew, getAnew }) => {
    given(putMismatched).toBeRefused();
    for (const answer of [openAnew, putAnew, getAnew]) expect(answer).toSucceed();
    integrity(getAnew).toDeliver();
  });

  requirement("push.put.unknown-session-404", refused, ({ headControl, putToUnknown }, { note }) => {
    given(headControl).toSucceed();
    if (putToUnknown.exchange.request.url.includes("?digest=")) expect(putToUnknown).toHaveStatus(404, 400);
    else {
      note("the upload's URL carries a state, which an id of ours cannot fit: any refusal will do");
      expect(putToUnknown).toBeRefused();
    }
  });
});
