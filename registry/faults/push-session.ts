import { refusal } from "../errors.ts";
import { fault } from "../fault.ts";
import { isName } from "../grammar.ts";
import { setHeader, when, where, withoutHeader, withStatus } from "../rewrite.ts";
import type { UploadSession } from "../store/session.ts";
import { inOnePut, isMiddling } from "./upload.ts";

export const opensWith200 = fault("upload-post-200", {
  title: "opening an upload answers 200",
  breaks: ["push.session.post-202"],
  answer: { "upload.open": when(202, withStatus(200)) },
});

export const noLocation = fault("upload-post-no-location", {
  title: "opening an upload answers 202 without a Location",
  breaks: ["push.session.post-location"],
  answer: { "upload.open": when(202, withoutHeader("Location")) },
});

export const sharedLocation = fault("upload-location-not-unique", {
  title: "uploads in place of a mount of the same blob are given the same Location",
  breaks: ["push.session.location-uuid"],
  answer: {
    "upload.mount": when(202, (answer, { query }, { memory }) => {
      const key = `upload of ${query.get("mount")}`;
      const location = String(memory.get(key) ?? answer.headers.Location);
      memory.set(key, location);
      return setHeader(answer, "Location", location);
    }),
  },
});

export const sharedBuffer = fault("upload-sessions-share-buffer", {
  title: "chunks of the same odd length end up in one buffer, whichever upload they are for",
  breaks: ["push.session.isolated"],
  answer: {
    "upload.chunk": when(202, async (answer, { reference }, { sessions }) => {
      const own = sessions.get(reference);
      for (const other of sessions.values())
        if (own && other !== own && own.offset % 2 === 1 && other.offset === own.offset) await append(own, other);
      return answer;
    }),
  },
});

async function append(from: UploadSession, to: UploadSession): Promise<void> {
  for await (const piece of from.spool.read()) await to.spool.append(Buffer.from(piece));
  to.confirmChunk();
}

export const brokenRelative = fault("upload-location-broken-relative", {
  title: "the relative Location of a completed upload lacks its first slash, and so leads nowhere",
  breaks: ["push.session.location-absolute-or-relative", "push.put.location-pullable"],
  answer: {
    "upload.close": when(
      201,
      where(inOnePut, (answer) => setHeader(answer, "Location", String(answer.headers.Location).slice(1))),
    ),
  },
});

export const digestFirst = fault("upload-query-order-sensitive", {
  title: "a PUT of some 64 KiB is refused unless digest is the first query parameter",
  breaks: ["push.put.location-appended-query", "push.session.location-query"],
  settings: { criticalQuery: true },
  before: {
    "upload.close": (request) =>
      isMiddling(request) && request.query.keys[0] !== "digest"
        ? refusal(400, "BLOB_UPLOAD_INVALID", "the first parameter is not digest").answer
        : undefined,
  },
});

export const offsiteLost = fault("upload-offsite-lost", {
  title: "some 64 KiB that were uploaded to the storage host never arrive",
  breaks: ["push.session.location-offsite", "push.put.blob-available"],
  settings: { offsiteUploads: true },
  uploads: {
    storedAs: (digest, request) => (request.listener === "storage" && isMiddling(request) ? undefined : digest),
  },
});

export const poisoned = fault("upload-poisoned-after-400", {
  title: "a digest that an upload was once refused for is refused for ever",
  breaks: ["push.session.reuse-after-error"],
  before: {
    "upload.close": ({ query }, { memory }) =>
      memory.has(`refused ${query.get("digest")}`)
        ? refusal(400, "DIGEST_INVALID", "content with this digest was refused before").answer
        : undefined,
  },
  answer: {
    "upload.close": when(400, (answer, { query }, { memory }) => {
      memory.set(`refused ${query.get("digest")}`, true);
      return answer;
    }),
  },
});

export const invalidName = fault("upload-invalid-name-500", {
  title: "an upload to an invalid repository name answers 500",
  breaks: ["push.blob.invalid-name"],
  answer: { "upload.open": where(({ name }) => !isName(name), withStatus(500)) },
});
