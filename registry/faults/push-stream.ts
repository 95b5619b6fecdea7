import { fault } from "../fault.ts";
import { conformantUploads } from "../policy/uploads.ts";
import { when, where, withHeader } from "../rewrite.ts";
import type { UploadSession } from "../store/session.ts";
import { hasRange, sessionOf } from "./upload.ts";

const streamed = new WeakSet<UploadSession>();

export const streamCutOff = fault("stream-patch-truncated", {
  title: "of a streamed upload only the first KiB is stored, and the digest is not checked",
  breaks: ["push.stream.patch-without-content-range"],
  answer: {
    "upload.chunk": (said, request, registry) => {
      const session = sessionOf(request, registry);
      if (session && !hasRange(request)) streamed.add(session);
      return said;
    },
  },
  uploads: {
    verifies: async (digest, session, request) => {
      if (!streamed.has(session)) return conformantUploads.verifies(digest, session, request);
      session.spool.rewind(1024);
      return true;
    },
  },
});

export const streamRangeStale = fault("stream-patch-range-zero", {
  title: "a streamed PATCH says 0-0 whatever was received",
  breaks: ["push.stream.patch-range-header"],
  answer: {
    "upload.chunk": when(
      202,
      where((request) => !hasRange(request), withHeader("Range", "0-0")),
    ),
  },
});
