import { answer } from "../answer.ts";
import { type ErrorCode, refusal } from "../errors.ts";
import { fault, type Rewrite } from "../fault.ts";
import { firstTime, when, withHeader, withJson, withStatus } from "../rewrite.ts";
import { deletion } from "./deletion.ts";

interface ErrorBody {
  errors: { code: string; message: unknown }[];
}

/** The error changed, in bodies that have one. */
function withError(change: (error: ErrorBody["errors"][number]) => unknown): Rewrite {
  return withJson(({ errors }: ErrorBody) => ({ errors: errors.map(change) }));
}

/** One listed code for another, wherever it stands. */
function swapped(statuses: number | number[], code: ErrorCode, other: ErrorCode): Rewrite {
  return when(
    statuses,
    withError((error) => (error.code === code ? { ...error, code: other } : error)),
  );
}

/** GET of a blob under what is no digest: its error body is judged as such only. */
const malformedDigest = (change: Rewrite) => ({ "blob.get": when(400, change) });

/** The tag list of a repository with capitals in its name: nothing else asks for it. */
const badName = (change: Rewrite) => ({
  "tags.list": when(400, (answer, request, registry) => {
    return /[A-Z]/.test(request.name) ? change(answer, request, registry) : answer;
  }),
});

export const bareError = fault("error-body-bare-object", {
  title: 'errors about malformed digests are sent as {"error": "…"}',
  breaks: ["errors.body.schema"],
  answer: malformedDigest(withJson(() => ({ error: "malformed digest" }))),
});

export const errorsAreText = fault("error-body-errors-text", {
  title: "404 to the deletion of a manifest comes with a text where the list of errors belongs",
  breaks: ["errors.body.schema"],
  answer: {
    "manifest.delete": when(
      404,
      withJson(() => ({ errors: "unknown" })),
    ),
  },
});

export const lowerCaseCode = fault("error-code-lowercase", {
  title: "malformed digests are refused with a code in lower case",
  breaks: ["errors.body.code-charset"],
  answer: malformedDigest(withError((error) => ({ ...error, code: error.code.toLowerCase() }))),
});

export const unlistedCode = fault("error-code-unlisted", {
  title: "malformed digests are refused with the code NOT_FOUND",
  breaks: ["errors.body.code-enum"],
  answer: malformedDigest(withError((error) => ({ ...error, code: "NOT_FOUND" }))),
});

export const messageIsObject = fault("error-message-object", {
  title: "malformed digests are refused with a message that is an object",
  breaks: ["errors.body.message-optional"],
  answer: malformedDigest(withError((error) => ({ ...error, message: { text: error.message } }))),
});

export const badNameIsError = fault("negative-500", {
  title: "the tag list of a repository with a bad name answers 500",
  breaks: ["errors.4xx-not-5xx"],
  answer: badName(withStatus(500)),
});

export const malformedReferenceIsError = fault("malformed-reference-500", {
  title: "GET of a manifest by a digest with other letters than hexadecimal ones answers 500",
  breaks: ["errors.4xx-not-5xx"],
  before: {
    "manifest.get": ({ reference }) => (/^sha256:.*[^0-9a-f]/.test(reference) ? answer(500) : undefined),
  },
});

export const badNameIsGone = fault("endpoint-failure-410", {
  title: "the tag list of a repository with a bad name answers 410",
  breaks: ["errors.404-consistent"],
  answer: badName(withStatus(410)),
});

export const throttledIsDenied = fault("error-code-toomanyrequests-swapped", {
  title: "a 429 reports DENIED",
  breaks: ["errors.code.too-many-requests"],
  answer: badName(firstTime(() => refusal(429, "DENIED", "too fast", { headers: { "Retry-After": "0" } }).answer)),
});

export const throttledForHowLong = fault("throttle-no-retry-after", {
  title: "a 429 has no Retry-After",
  breaks: ["errors.429.retry-after"],
  answer: badName(() => refusal(429, "TOOMANYREQUESTS", "too fast").answer),
});

export const datedWarning = fault("warning-with-date", {
  title: "unknown tags and digests are answered with a Warning that has another code, an agent and a date",
  breaks: ["errors.warning.header-form"],
  answer: {
    "manifest.get": when(404, withHeader("Warning", '199 registry "old" "Tue, 01 Sep 2026 00:00:00 GMT"')),
  },
});

export const longWarning = fault("warning-too-long", {
  title: "unknown tags and digests are answered with 5000 bytes of warnings",
  breaks: ["errors.warning.size"],
  answer: { "manifest.get": when(404, withHeader("Warning", `299 - "${"long ".repeat(1000)}"`)) },
});

export const blobUnknownSwapped = fault("error-code-blob-unknown-swapped", {
  title: "an unknown blob reports MANIFEST_UNKNOWN",
  breaks: ["errors.code.blob-unknown"],
  answer: { "blob.get": swapped(404, "BLOB_UNKNOWN", "MANIFEST_UNKNOWN") },
});

export const manifestUnknownSwapped = fault("error-code-manifest-unknown-swapped", {
  title: "an unknown manifest reports BLOB_UNKNOWN",
  breaks: ["errors.code.manifest-unknown"],
  answer: { "manifest.get": swapped(404, "MANIFEST_UNKNOWN", "BLOB_UNKNOWN") },
});

export const nameUnknownSwapped = fault("error-code-name-unknown-swapped", {
  title: "an unknown repository reports BLOB_UNKNOWN",
  breaks: ["errors.code.name-unknown"],
  answer: { "tags.list": swapped(404, "NAME_UNKNOWN", "BLOB_UNKNOWN") },
});

export const nameInvalidSwapped = fault("error-code-name-invalid-swapped", {
  title: "a bad name reports UNAUTHORIZED",
  breaks: ["errors.code.name-invalid"],
  answer: { "tags.list": swapped(400, "NAME_INVALID", "UNAUTHORIZED") },
});

export const uploadInvalidSwapped = fault("error-code-upload-invalid-swapped", {
  title: "a chunk out of order reports NAME_INVALID",
  breaks: ["errors.code.blob-upload-invalid"],
  answer: { "upload.chunk": swapped(416, "BLOB_UPLOAD_INVALID", "NAME_INVALID") },
});

export const sizeInvalidSwapped = fault("error-code-size-invalid-swapped", {
  title: "a chunk of another length than it says reports DENIED",
  breaks: ["errors.code.size-invalid"],
  answer: { "upload.chunk": swapped(400, "SIZE_INVALID", "DENIED") },
});

export const uploadUnknownSwapped = fault("error-code-upload-unknown-swapped", {
  title: "an unknown upload reports BLOB_UNKNOWN",
  breaks: ["errors.code.blob-upload-unknown"],
  answer: { "upload.chunk": swapped(404, "BLOB_UPLOAD_UNKNOWN", "BLOB_UNKNOWN") },
});

export const digestInvalidSwapped = fault("error-code-digest-invalid-swapped", {
  title: "content of another digest reports SIZE_INVALID",
  breaks: ["errors.code.digest-invalid", "push.put.digest-invalid-code"],
  answer: { "upload.close": swapped(400, "DIGEST_INVALID", "SIZE_INVALID") },
});

export const manifestBlobUnknownSwapped = fault("error-code-manifest-blob-unknown-swapped", {
  title: "a missing layer reports NAME_UNKNOWN",
  breaks: ["errors.code.manifest-blob-unknown", "push.manifest.missing-blob-code"],
  answer: { "manifest.put": swapped(404, "MANIFEST_BLOB_UNKNOWN", "NAME_UNKNOWN") },
});

export const manifestInvalidSwapped = fault("error-code-manifest-invalid-swapped", {
  title: "a broken manifest reports BLOB_UNKNOWN",
  breaks: ["errors.code.manifest-invalid"],
  answer: { "manifest.put": swapped(400, "MANIFEST_INVALID", "BLOB_UNKNOWN") },
});

export const unsupportedSwapped = fault("error-code-unsupported-swapped", {
  title: "disabled blob deletion reports MANIFEST_UNKNOWN",
  breaks: ["errors.code.unsupported"],
  settings: { deletion: { ...deletion, blobs: false } },
  answer: { "blob.delete": swapped(405, "UNSUPPORTED", "MANIFEST_UNKNOWN") },
});

export const unauthorizedSwapped = fault("error-code-unauthorized-swapped", {
  title: "a 401 reports DENIED",
  breaks: ["errors.code.unauthorized"],
  settings: { authentication: "basic" },
  answer: { every: swapped(401, "UNAUTHORIZED", "DENIED") },
});

export const deniedSwapped = fault("error-code-denied-swapped", {
  title: "a 403 reports UNSUPPORTED",
  breaks: ["errors.code.denied"],
  settings: { authentication: "basic" },
  answer: { every: swapped(403, "DENIED", "UNSUPPORTED") },
});
