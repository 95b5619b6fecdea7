import type { RequirementId } from "../../specs/catalogue.ts";
import { type Fault, fault, type Rewrite } from "../fault.ts";
import type { Operation } from "../operation.ts";
import type { RegistryRequest } from "../request.ts";
import { when, where, withHeader, withJson, withStatus } from "../rewrite.ts";
import { defaultSettings, type Settings } from "../settings.ts";

type Body = { errors: { code: string; message?: unknown }[] };

/** Another entry for each of an error body; refusals in another form stay as they are. */
function errors(change: (entry: Body["errors"][number]) => object): Rewrite {
  return (answer, request, registry) =>
    isError(answer.status, answer.headers["Content-Type"])
      ? withJson((body: Body) => ({ errors: body.errors.map(change) }))(answer, request, registry)
      : answer;
}

function isError(status: number, type: unknown): boolean {
  return status >= 400 && `${type}`.startsWith("application/json");
}

const withCode = (code: string) => errors((entry) => ({ ...entry, code }));

/** One mistake is answered with the code of another. */
function swapped(
  id: string,
  title: string,
  breaks: RequirementId,
  operation: Operation,
  statuses: number | number[],
  code: string,
  settings?: Partial<Settings>,
): Fault {
  return fault(id, {
    title,
    breaks: [breaks],
    ...(settings ? { settings } : {}),
    answer: { [operation]: when(statuses, withCode(code)) },
  });
}

const isMalformed = ({ reference }: RegistryRequest) => reference === "sha256:short";
const isIndex = ({ headers }: RegistryRequest) => headers["content-type"]?.includes("image.index") ?? false;

export const bareObject = fault("error-body-bare-object", {
  title: "that a malformed digest is refused is said by an object with one error",
  breaks: ["errors.body.schema"],
  answer: {
    "blob.get": when(
      400,
      where(
        isMalformed,
        withJson(({ errors: [error] }: Body) => ({ error: error?.code })),
      ),
    ),
  },
});

export const lowerCase = fault("error-code-lowercase", {
  title: "error codes are in lower case",
  breaks: ["errors.body.code-charset"],
  answer: { "manifest.get": errors((entry) => ({ ...entry, code: entry.code.toLowerCase() })) },
});

export const unlisted = fault("error-code-unlisted", {
  title: "a malformed digest is refused with a code of the registry's own",
  breaks: ["errors.body.code-enum"],
  answer: { "blob.get": when(400, where(isMalformed, withCode("MALFORMED_DIGEST"))) },
});

export const messageIsObject = fault("error-message-object", {
  title: "the message of an error is an object",
  breaks: ["errors.body.message-optional"],
  answer: { every: errors(({ message, ...rest }) => ({ ...rest, message: { text: message } })) },
});

export const tagListDeleted500 = fault("negative-500", {
  title: "deleting a tag list answers 500",
  breaks: ["errors.4xx-not-5xx"],
  answer: { "method-not-allowed": where(({ method }) => method === "DELETE", withStatus(500)) },
});

export const blobUnknownSwapped = fault("error-code-blob-unknown-swapped", {
  title: "an absent blob is called an unknown manifest",
  breaks: ["errors.code.blob-unknown"],
  answer: { "blob.get": when(404, withCode("MANIFEST_UNKNOWN")) },
});

export const manifestUnknownSwapped = swapped(
  "error-code-manifest-unknown-swapped",
  "an absent manifest is called an unknown blob",
  "errors.code.manifest-unknown",
  "manifest.get",
  404,
  "BLOB_UNKNOWN",
);

export const nameUnknownSwapped = swapped(
  "error-code-name-unknown-swapped",
  "the tag list of an unknown repository is called an unknown blob",
  "errors.code.name-unknown",
  "tags.list",
  404,
  "BLOB_UNKNOWN",
);

export const nameInvalidSwapped = swapped(
  "error-code-name-invalid-swapped",
  "a bad name is called unauthorized",
  "errors.code.name-invalid",
  "tags.list",
  400,
  "UNAUTHORIZED",
);

export const uploadUnknownSwapped = swapped(
  "error-code-upload-unknown-swapped",
  "a chunk for an unknown session is called an unknown blob",
  "errors.code.blob-upload-unknown",
  "upload.chunk",
  404,
  "BLOB_UNKNOWN",
);

export const uploadInvalidSwapped = swapped(
  "error-code-upload-invalid-swapped",
  "a chunk behind a gap is called a bad name",
  "errors.code.blob-upload-invalid",
  "upload.chunk",
  416,
  "NAME_INVALID",
);

export const sizeInvalidSwapped = swapped(
  "error-code-size-invalid-swapped",
  "a chunk that is shorter than its Content-Range is called denied",
  "errors.code.size-invalid",
  "upload.chunk",
  400,
  "DENIED",
);

export const postMismatchSwapped = swapped(
  "error-code-digest-invalid-swapped",
  "a single POST with another digest is called a wrong size",
  "errors.code.digest-invalid",
  "upload.single",
  400,
  "SIZE_INVALID",
);

export const putMismatchSwapped = swapped(
  "digest-mismatch-wrong-code",
  "an upload closed with another digest is called an unknown name",
  "push.put.digest-invalid-code",
  "upload.close",
  400,
  "NAME_UNKNOWN",
);

export const manifestInvalidSwapped = fault("error-code-manifest-invalid-swapped", {
  title: "a broken manifest is called an unknown blob",
  breaks: ["errors.code.manifest-invalid"],
  answer: {
    "manifest.put": when(
      400,
      errors((entry) => ({ ...entry, code: entry.code === "MANIFEST_INVALID" ? "BLOB_UNKNOWN" : entry.code })),
    ),
  },
});

export const missingManifestSwapped = fault("error-code-manifest-blob-unknown-swapped", {
  title: "an index over an absent manifest is called an unknown name",
  breaks: ["errors.code.manifest-blob-unknown"],
  answer: { "manifest.put": when([400, 404], where(isIndex, withCode("NAME_UNKNOWN"))) },
});

export const missingBlobSwapped = fault("manifest-missing-blob-wrong-code", {
  title: "a manifest over an absent layer is called an invalid one",
  breaks: ["push.manifest.missing-blob-code"],
  answer: {
    "manifest.put": when(
      [400, 404],
      where((request) => !isIndex(request), withCode("MANIFEST_INVALID")),
    ),
  },
});

export const unauthorizedSwapped = swapped(
  "error-code-unauthorized-swapped",
  "an upload without credentials is called denied",
  "errors.code.unauthorized",
  "upload.open",
  401,
  "DENIED",
  { authentication: "basic" },
);

export const deniedSwapped = swapped(
  "error-code-denied-swapped",
  "an upload without the right to it is called unsupported",
  "errors.code.denied",
  "upload.open",
  403,
  "UNSUPPORTED",
  { authentication: "basic" },
);

export const unsupportedSwapped = swapped(
  "error-code-unsupported-swapped",
  "a manifest that cannot be deleted is called an unknown one",
  "errors.code.unsupported",
  "manifest.delete",
  405,
  "MANIFEST_UNKNOWN",
  { deletion: { ...defaultSettings.deletion, manifests: false } },
);

export const warningWithDate = fault("warning-with-date", {
  title: "a Warning has another code, an agent and a date",
  breaks: ["errors.warning.header-form"],
  answer: {
    "blob.get": withHeader("Warning", '199 registry "slow today" "Tue, 24 Nov 2026 10:00:00 GMT"'),
  },
});

export const warningTooLong = fault("warning-too-long", {
  title: "5,000 bytes of warnings come with an answer",
  breaks: ["errors.warning.size"],
  answer: { "blob.get": withHeader("Warning", `299 - "${"x".repeat(4991)}"`) },
});
