import { digestInvalid } from "../errors.ts";
import { fault } from "../fault.ts";
import { copyBlob } from "../operations/close.ts";
import { conformantUploads } from "../policy/uploads.ts";
import type { RegistryRequest } from "../request.ts";
import { setHeader, when, where, withStatus } from "../rewrite.ts";
import { hasBody, hasRange, sessionOf } from "./upload.ts";

const isPut = ({ operation }: RegistryRequest) => operation === "upload.close";
/** A closing PUT whose chunks all came before. */
const isEmpty = (request: RegistryRequest) => !hasBody(request);

export const emptyPutRefused = fault("chunk-empty-put-refused", {
  title: "a closing PUT without body answers 400 after several chunks",
  breaks: ["push.chunked.complete-patch-only"],
  before: {
    "upload.close": (...of) =>
      !hasBody(of[0]) && sessionOf(...of)?.lastChunkStart ? digestInvalid("the PUT has no body").answer : undefined,
  },
});

export const lastChunkDropped = fault("chunk-final-put-body-dropped", {
  title: "a chunk in the closing PUT is not read, and the digest found wrong",
  breaks: ["push.chunked.complete-put-last"],
  uploads: { readsBody: (request) => !(isPut(request) && hasRange(request)) },
});

const replaced = new WeakSet<RegistryRequest>();

export const lastChunkReplaces = fault("chunk-put-body-replaces", {
  title: "a chunk without Content-Range in the closing PUT replaces the chunks before, and the digest is not checked",
  breaks: ["push.chunked.put-without-content-range"],
  uploads: {
    appendsAt: (offset, request) => {
      if (offset === 0 || !isPut(request) || hasRange(request) || !hasBody(request)) return offset;
      replaced.add(request);
      return 0;
    },
    verifies: async (digest, session, request) =>
      replaced.has(request) || conformantUploads.verifies(digest, session, request),
  },
});

export const visibleEarly = fault("chunk-commit-without-put", {
  title: "the blob is there as soon as its bytes are, before the closing PUT",
  breaks: ["push.chunked.close-required"],
  answer: {
    "upload.chunk": when(202, async (said, request, registry) => {
      const session = sessionOf(request, registry);
      if (session) await copyBlob(session, await session.spool.digest("sha256"), request.name, registry);
      return said;
    }),
  },
});

export const partVerified = fault("chunk-digest-of-last-chunk-only", {
  title: "the digest of the last chunk closes an upload as well as that of the whole",
  breaks: ["push.chunked.close-digest-whole"],
  uploads: {
    verifies: async (digest, session, request) =>
      (session.lastChunkStart > 0 && (await session.spool.digest("sha256", session.lastChunkStart)) === digest) ||
      conformantUploads.verifies(digest, session, request),
  },
});

export const closedWith202 = fault("chunk-close-202", {
  title: "an empty closing PUT answers 202",
  breaks: ["push.chunked.close-201"],
  answer: { "upload.close": when(201, where(isEmpty, withStatus(202))) },
});

export const closedLocationLost = fault("chunk-close-location-404", {
  title: "after an empty closing PUT the Location of the blob answers 404",
  breaks: ["push.chunked.close-location-pullable"],
  answer: {
    "upload.close": when(
      201,
      where(isEmpty, (said, { name }) => setHeader(said, "Location", `/v2/${name}/chunked/${"0".repeat(64)}`)),
    ),
  },
});

export const lastChunkAnywhere = fault("chunk-final-put-gap-accepted", {
  title: "a closing PUT ignores Content-Range, and finds the digest wrong after a gap",
  breaks: ["push.chunked.close-out-of-order-416"],
  uploads: {
    contentRange: (header, request) => (isPut(request) ? "absent" : conformantUploads.contentRange(header, request)),
  },
});
