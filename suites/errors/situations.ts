import { challengesIn, withFewRights, withoutCredentials } from "../base/authentication.ts";
import { everyCategory } from "../base/categories.ts";
import { type CheckContext, describe, expect, type Observation, requirement } from "../kit/index.ts";
import { expectCode, expectCodeOf } from "./expect-code.ts";
import { refusals } from "./refusals.ts";
import { wholeRun } from "./whole-run.ts";

describe("Error Codes: pulling and listing", () => {
  requirement("errors.code.blob-unknown", refusals, (steps, context) => {
    expectCodeOf([steps["refused: unknown blob"]], ["BLOB_UNKNOWN"], context);
  });

  requirement("errors.code.manifest-unknown", refusals, (steps, context) => {
    expectCodeOf([steps["refused: unknown tag"], steps["refused: unknown digest"]], ["MANIFEST_UNKNOWN"], context);
  });

  requirement("errors.code.name-unknown", refusals, (steps, context) => {
    expectCodeOf([steps["refused: unknown repository"]], ["NAME_UNKNOWN"], context);
  });

  requirement("errors.code.name-invalid", refusals, (steps, context) => {
    expectCodeOf([steps["refused: bad name"]], ["NAME_INVALID", "NAME_UNKNOWN"], context);
  });
});

describe("Error Codes: pushing", () => {
  // Where a chunk goes wrong may be told from its length, from what it makes of the blob, or from its place.
  const upload = ["BLOB_UPLOAD_INVALID", "SIZE_INVALID", "DIGEST_INVALID", "RANGE_INVALID"];

  requirement("errors.code.blob-upload-invalid", refusals, (steps, context) => {
    expectCodeOf([steps["refused: late chunk"]], upload, context);
  });

  requirement("errors.code.size-invalid", refusals, (steps, context) => {
    expectCodeOf([steps["refused: wrong length"]], ["SIZE_INVALID", ...upload], context);
  });

  requirement("errors.code.blob-upload-unknown", refusals, (steps, context) => {
    expectCodeOf([steps["refused: closed upload"]], ["BLOB_UPLOAD_UNKNOWN"], context);
  });

  requirement("errors.code.digest-invalid", refusals, (steps, context) => {
    expectCodeOf([steps["refused: mismatch"]], ["DIGEST_INVALID"], context);
  });

  requirement("errors.code.manifest-blob-unknown", refusals, (steps, context) => {
    // 1.0 has both names for it: one in the text, one in the table.
    expectCodeOf([steps["refused: missing layer"]], ["MANIFEST_BLOB_UNKNOWN", "BLOB_UNKNOWN"], context);
  });

  requirement("push.put.digest-invalid-code", refusals, (steps, context) => {
    expectCodeOf([steps["refused: mismatch"]], ["DIGEST_INVALID"], context);
  });

  requirement("push.manifest.missing-blob-code", refusals, (steps, context) => {
    expectCodeOf([steps["refused: missing layer"]], ["MANIFEST_BLOB_UNKNOWN", "BLOB_UNKNOWN"], context);
  });

  requirement("errors.code.manifest-invalid", refusals, (steps, context) => {
    expectCodeOf([steps["refused: cut manifest"]], ["MANIFEST_INVALID"], context);
  });
});

describe("Error Codes: deleting", () => {
  requirement("errors.code.unsupported", everyCategory, (steps, context) => {
    const deletions = [steps.deleteTag, steps.deleteManifest, steps.deleteBlob];
    // A 400 blames the request, as where a tag is taken for a bad digest: another code may say so.
    const disabled = deletions.filter((answer) => answer?.status === 405);
    if (disabled.length === 0) context.notApplicable("no deletion was answered with 405");
    expectCode(disabled, ["UNSUPPORTED"], context);
  });
});

describe("Error Codes: who asks, and how often", () => {
  requirement("errors.code.unauthorized", withoutCredentials, (steps, context) => {
    expectCode(challengesIn(steps), ["UNAUTHORIZED"], context);
  });

  requirement("errors.code.denied", withFewRights, (steps, context) => {
    const answer = steps.openElsewhereAsLimited;
    if (answer?.status === 404) context.notApplicable("the registry hides what an account may not use (status 404)");
    expectCode([answer], ["DENIED", "UNAUTHORIZED"], context);
  });

  requirement("errors.code.too-many-requests", wholeRun, (_, context) => {
    expectCode(throttledIn(context), ["TOOMANYREQUESTS"], context);
  });

  requirement("errors.429.retry-after", wholeRun, (_, context) => {
    // Seconds, or a date as HTTP writes it (RFC 9110, 10.2.3).
    for (const answer of throttledIn(context))
      expect(answer).toHaveHeader("Retry-After", /^(\d+|[A-Z][a-z]+, ?\d.*GMT|[A-Z][a-z]{2} [A-Z][a-z]{2} .*\d{4})$/);
  });
});

/** Every 429 met, also those that were waited for. Nothing provokes one. */
function throttledIn({ answersWhere, notApplicable }: CheckContext): Observation[] {
  const throttled = answersWhere(({ status }) => status === 429);
  if (throttled.length === 0) notApplicable("no request was throttled (429)");
  return throttled;
}
