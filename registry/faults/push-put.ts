import { createHash } from "node:crypto";
import { answer } from "../answer.ts";
import { refusal } from "../errors.ts";
import { fault } from "../fault.ts";
import { isDigest } from "../grammar.ts";
import { newSession } from "../operations/session.ts";
import { conformantUploads } from "../policy/uploads.ts";
import type { RegistryRequest } from "../request.ts";
import { setHeader, when, where, withHeader, withoutHeader, withStatus } from "../rewrite.ts";
import type { UploadSession } from "../store/session.ts";
import { inOnePut, isMiddling } from "./upload.ts";

const { verifies } = conformantUploads;

/** Whether the session has got all its bytes from this PUT. */
const isWhole = ({ operation, body }: RegistryRequest, { offset }: UploadSession) =>
  operation === "upload.close" && offset === body.length;

export const completesWith200 = fault("upload-put-200", {
  title: "completing an upload in one PUT answers 200",
  breaks: ["push.put.created-201"],
  answer: { "upload.close": when(201, where(inOnePut, withStatus(200))) },
});

export const completesWithoutLocation = fault("upload-put-no-location", {
  title: "completing an upload in one PUT answers 201 without a Location",
  breaks: ["push.put.location"],
  answer: { "upload.close": when(201, where(inOnePut, withoutHeader("Location"))) },
});

export const locationOfSession = fault("upload-put-location-unpullable", {
  title: "the Location of a completed upload is that of the closed session",
  breaks: ["push.put.location-pullable", "push.session.location-absolute-or-relative"],
  answer: {
    "upload.close": when(
      201,
      where(inOnePut, (created, { path }) => setHeader(created, "Location", path)),
    ),
  },
});

export const neverStored = fault("upload-put-lost", {
  title: "a blob of some 64 KiB is confirmed, but never stored",
  breaks: ["push.put.blob-available"],
  uploads: { storedAs: (digest, request) => (isMiddling(request) ? undefined : digest) },
});

const ofNothing = `sha256:${createHash("sha256").digest("hex")}`;

export const wrongDigestHeader = fault("upload-put-wrong-content-digest", {
  title: "a completed upload is confirmed with the digest of the empty blob",
  breaks: ["push.put.content-digest-header"],
  answer: { "upload.close": when(201, where(inOnePut, withHeader("Docker-Content-Digest", ofNothing))) },
});

export const mismatchAccepted = fault("digest-mismatch-accepted", {
  title: "a PUT stores content under a digest that it does not have",
  breaks: ["push.put.digest-mismatch-400", "push.put.digest-mismatch-not-stored"],
  uploads: {
    verifies: async (digest, session, request) => isWhole(request, session) || verifies(digest, session, request),
  },
});

export const mismatchStored = fault("digest-mismatch-stored-after-400", {
  title: "content that was refused with 400 is there afterwards, under the wrong digest",
  breaks: ["push.put.digest-mismatch-not-stored", "push.session.reuse-after-error"],
  uploads: { forgetsMismatch: (request) => !inOnePut(request) },
});

export const digestOptional = fault("upload-put-no-digest-accepted", {
  title: "a PUT without a digest completes the upload",
  breaks: ["push.put.digest-missing-400"],
  uploads: {
    closingDigest: async (request, session) =>
      request.query.get("digest") ?? (isWhole(request, session) ? session.spool.digest("sha256") : undefined),
  },
});

export const malformedDigest = fault("upload-put-malformed-digest-500", {
  title: "a PUT with a malformed sha256 digest answers 500",
  breaks: ["push.put.digest-malformed-400"],
  answer: {
    "upload.close": where(({ query }) => !isDigest(query.get("digest") ?? ofNothing), withStatus(500)),
  },
});

export const unknownAccepted = fault("upload-unknown-put-202", {
  title: "a PUT to an upload that never was answers 202",
  breaks: ["push.put.unknown-session-404"],
  uploads: {
    newId(repository, registry) {
      const id = conformantUploads.newId(repository, registry);
      registry.memory.set(`session ${id}`, true);
      return id;
    },
  },
  answer: {
    "upload.close": where(({ reference }, { memory }) => !memory.has(`session ${reference}`), withStatus(202)),
  },
});

export const reusable = fault("upload-session-reusable", {
  title: "a completed upload can be completed once more, with other content",
  breaks: ["push.put.session-closed"],
  uploads: {
    find: (request, registry) =>
      registry.memory.has(`completed ${request.reference}`) && request.operation === "upload.close"
        ? newSession(request, registry)
        : conformantUploads.find(request, registry),
  },
  answer: {
    "upload.close": when(201, (created, { reference }, { memory }) => {
      memory.set(`completed ${reference}`, true);
      return created;
    }),
  },
});

export const existingRefused = fault("upload-existing-409", {
  title: "uploading a blob of 1 KiB or more that is there already answers 409",
  breaks: ["push.put.already-exists"],
  before: {
    "upload.close": ({ name, query, body }, { repositories }) =>
      (body.length ?? 0) >= 1024 && repositories.get(name)?.blobs.has(query.get("digest") ?? "")
        ? answer(409)
        : undefined,
  },
});

export const colonRefused = fault("digest-query-raw-colon-400", {
  title: "a plain colon in the digest parameter of a PUT of some 64 KiB answers 400",
  breaks: ["push.put.digest-param-raw"],
  before: {
    "upload.close": (request) =>
      isMiddling(request) && request.query.raw.includes(":")
        ? refusal(400, "DIGEST_INVALID", "the digest is not percent-encoded").answer
        : undefined,
  },
});

export const notDecoded = fault("digest-query-not-decoded", {
  title: "the digest parameter is taken as it stands, without decoding",
  breaks: ["push.put.digest-param-encoded"],
  uploads: { closingDigest: async ({ query }) => /(?:^|&)digest=([^&]*)/.exec(query.raw)?.[1] },
});
