import { answer } from "../answer.ts";
import { refusal } from "../errors.ts";
import { fault } from "../fault.ts";
import { conformantUploads } from "../policy/uploads.ts";
import { setHeader, when, where, withHeader, withoutHeader, withStatus } from "../rewrite.ts";
import { hasRange, sessionOf } from "./upload.ts";

const KiB = 1024;

export const emptyPostRefused = fault("upload-post-requires-body", {
  title: "a POST with Content-Length: 0 answers 400",
  breaks: ["push.chunked.post-empty", "push.session.post-202"],
  before: {
    "upload.open": ({ body }) => (body.length === 0 ? refusal(400, "SIZE_INVALID", "where is it?").answer : undefined),
  },
});

export const algorithmUnknown = fault("digest-algorithm-param-404", {
  title: "a POST with digest-algorithm answers 404",
  breaks: ["push.chunked.digest-algorithm-param"],
  before: { "upload.open": ({ query }) => (query.get("digest-algorithm") ? answer(404) : undefined) },
});

export const minimumUnannounced = fault("chunk-min-length-unannounced", {
  title: "what follows a chunk below 2 KiB answers 416, though no minimum was announced",
  breaks: ["push.chunked.min-length-header"],
  uploads: { mayFollow: (length) => length >= 2 * KiB },
});

export const minimumNoInteger = fault("chunk-min-length-not-integer", {
  title: "OCI-Chunk-Min-Length is 1KiB",
  breaks: ["push.chunked.min-length-format"],
  settings: { chunkMinLength: KiB },
  answer: { "upload.open": withHeader("OCI-Chunk-Min-Length", "1KiB") },
});

export const minimumTooShort = fault("chunk-at-minimum-refused", {
  title: "what follows a chunk of exactly the announced minimum answers 416",
  breaks: ["push.chunked.min-length-honoured"],
  settings: { chunkMinLength: KiB },
  uploads: { mayFollow: (length, minimum) => length > minimum },
});

export const shortEndRefused = fault("chunk-final-too-small-refused", {
  title: "a chunk below the announced minimum answers 400, even the last one",
  breaks: ["push.chunked.final-any-length"],
  settings: { chunkMinLength: KiB },
  uploads: {
    acceptsChunkLength: (length, range) => length >= KiB && conformantUploads.acceptsChunkLength(length, range),
  },
});

export const acceptedWith204 = fault("chunk-patch-204", {
  title: "an accepted chunk answers 204",
  breaks: ["push.chunked.patch-202"],
  answer: { "upload.chunk": when(202, withStatus(204)) },
});

export const acceptedWithoutLocation = fault("chunk-patch-no-location", {
  title: "an accepted chunk is answered without Location",
  breaks: ["push.chunked.patch-location"],
  answer: { "upload.chunk": when(202, withoutHeader("Location")) },
});

export const acceptedWithoutRange = fault("chunk-patch-no-range", {
  title: "an accepted chunk is answered without Range",
  breaks: ["push.chunked.patch-range"],
  answer: { "upload.chunk": when(202, where(hasRange, withoutHeader("Range"))) },
});

export const rangeCountsBytes = fault("chunk-range-exclusive-end", {
  title: "Range ends with the number of bytes received, and not with the last one",
  breaks: ["push.chunked.patch-range-value"],
  answer: {
    "upload.chunk": when(
      202,
      where(hasRange, (said, ...of) => setHeader(said, "Range", `0-${sessionOf(...of)?.offset}`)),
    ),
  },
});
