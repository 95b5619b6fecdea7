import { withFewRights, withoutCredentials } from "../base/authentication.ts";
import { type CheckContext, describe, expect, given, type Observation, requirement } from "../kit/index.ts";
import { manifestDeleted } from "../management/manifests.ts";
import { errorsIn, sameCode } from "./errors-in.ts";
import { mistakes } from "./mistakes.ts";

/** The refusal names one of these codes, if it names any: bodies are free in form. */
function expectCode(answer: Observation, { notApplicable }: CheckContext, ...accepted: string[]): void {
  if (!answer.refused) notApplicable(`it is not refused (status ${answer.status}): only a refusal is judged by this`);
  const errors = errorsIn(answer);
  if (errors === undefined) notApplicable(`the refusal (status ${answer.status}) has no errors in JSON`);
  const codes = (errors ?? []).map(({ code }) => code);
  const named = codes.some((code) => accepted.some((name) => sameCode(name, code)));
  expect(named, `${accepted.join(" or ")} among the codes (${codes.join(", ")})`, answer).toBe(true);
}

const missing = ["MANIFEST_BLOB_UNKNOWN", "BLOB_UNKNOWN"];

describe("Error Codes: the code for each mistake", () => {
  requirement("errors.code.blob-unknown", mistakes, (steps, context) => {
    given(steps.getManifest).toHaveStatus(200);
    expectCode(steps["mistake: get absent blob"] as Observation, context, "BLOB_UNKNOWN");
  });

  requirement("errors.code.manifest-unknown", mistakes, (steps, context) => {
    given(steps.getManifest).toHaveStatus(200);
    expectCode(steps["mistake: get absent manifest"] as Observation, context, "MANIFEST_UNKNOWN");
  });

  requirement("errors.code.name-unknown", mistakes, (steps, context) => {
    given(steps.getManifest).toHaveStatus(200);
    expectCode(steps["mistake: list tags in unknown repository"] as Observation, context, "NAME_UNKNOWN");
  });

  requirement("errors.code.name-invalid", mistakes, (steps, context) => {
    given(steps.getManifest).toHaveStatus(200);
    const answer = steps["mistake: list tags of a bad name"] as Observation;
    expectCode(answer, context, "NAME_INVALID", "NAME_UNKNOWN");
  });

  requirement("errors.code.blob-upload-unknown", mistakes, (steps, context) => {
    const answer = steps["mistake: patch unknown session"] as Observation;
    // Where a session's state is in its URL, one with another id is a broken one.
    if (answer.status !== 404)
      context.notApplicable(`a chunk for an unknown session answers ${answer.status}: only 404 is judged by this`);
    expectCode(answer, context, "BLOB_UPLOAD_UNKNOWN");
  });

  requirement("errors.code.blob-upload-invalid", mistakes, (steps, context) => {
    const answer = steps["mistake: patch behind a gap"] as Observation;
    const accepted = ["BLOB_UPLOAD_INVALID", "SIZE_INVALID", "DIGEST_INVALID", "RANGE_INVALID"];
    expectCode(answer, context, ...accepted);
  });

  requirement("errors.code.size-invalid", mistakes, (steps, context) => {
    const answer = steps["mistake: patch too short"] as Observation;
    expectCode(answer, context, "SIZE_INVALID", "BLOB_UPLOAD_INVALID", "DIGEST_INVALID", "RANGE_INVALID");
  });

  requirement("errors.code.digest-invalid", mistakes, (steps, context) => {
    expectCode(steps["mistake: post mismatched"] as Observation, context, "DIGEST_INVALID");
  });

  requirement("push.put.digest-invalid-code", mistakes, (steps, context) => {
    expectCode(steps["mistake: put mismatched"] as Observation, context, "DIGEST_INVALID");
  });

  requirement("errors.code.manifest-invalid", mistakes, (steps, context) => {
    expectCode(steps["mistake: put broken manifest"] as Observation, context, "MANIFEST_INVALID");
  });

  requirement("errors.code.manifest-blob-unknown", mistakes, (steps, context) => {
    const answer = steps["mistake: put index over nothing"] as Observation;
    expectCode(answer, context, ...missing, "MANIFEST_UNKNOWN");
  });

  requirement("push.manifest.missing-blob-code", mistakes, (steps, { notApplicable }) => {
    const answer = steps["mistake: put manifest over nothing"] as Observation;
    if (!answer.refused)
      notApplicable("manifests are stored without their layers here: only a refusal is judged by this");
    // The texts of the versions name both.
    const named = errorsIn(answer)?.some(({ code }) => missing.some((name) => sameCode(name, code))) ?? false;
    expect(named, `${missing.join(" or ")} among the codes`, answer).toBe(true);
  });

  requirement("errors.code.unauthorized", withoutCredentials, ({ openAnonymously }, context) => {
    if (openAnonymously.status !== 401)
      context.notApplicable(`an upload without credentials answers ${openAnonymously.status}`);
    expectCode(openAnonymously, context, "UNAUTHORIZED");
  });

  requirement("errors.code.denied", withFewRights, (steps, context) => {
    given(steps.openElsewhere).toSucceed();
    expectCode(steps["open elsewhere as limited"] as Observation, context, "DENIED", "UNAUTHORIZED");
  });

  requirement("errors.code.unsupported", manifestDeleted, (steps, context) => {
    given(steps.getBefore).toHaveStatus(200);
    expectCode(steps.delete, context, "UNSUPPORTED");
  });
});
