import { fault } from "../fault.ts";
import { conformantUploads, type UploadPolicy } from "../policy/uploads.ts";
import { when } from "../rewrite.ts";

const { acceptsChunkAt, contentRange } = conformantUploads;

/** Chunks that a PATCH may bring besides those that start where the session ends. */
function alsoAccepts(wrong: (first: number, offset: number) => boolean): Partial<UploadPolicy> {
  return {
    acceptsChunkAt: (first, offset, request) =>
      acceptsChunkAt(first, offset, request) || (request.operation === "upload.chunk" && wrong(first, offset)),
  };
}

export const wantsUnit = fault("chunk-content-range-wants-bytes-unit", {
  title: "only a Content-Range of the form bytes 0-1023/* is understood, any other answers 400",
  breaks: ["push.chunked.content-range-form"],
  uploads: {
    contentRange: (header, request) => {
      const [, range] = /^bytes ([0-9]+-[0-9]+)\/\*$/.exec(header) ?? [];
      return range === undefined ? "malformed" : contentRange(range, request);
    },
  },
});

export const malformedIgnored = fault("chunk-bad-content-range-accepted", {
  title: "a malformed Content-Range is ignored, and the chunk appended",
  breaks: ["push.chunked.content-range-malformed"],
  uploads: {
    contentRange: (header, request) => {
      const range = contentRange(header, request);
      return range === "malformed" ? "absent" : range;
    },
  },
});

export const lengthIgnored = fault("chunk-length-mismatch-accepted", {
  title: "the length of a chunk is not compared with its Content-Range",
  breaks: ["push.chunked.content-range-length-mismatch"],
  uploads: { acceptsChunkLength: () => true },
});

export const startsAnywhere = fault("chunk-first-nonzero-accepted", {
  title: "a first chunk that does not start at byte 0 answers 202",
  breaks: ["push.chunked.first-starts-at-zero"],
  uploads: alsoAccepts((_first, offset) => offset === 0),
});

export const gapAccepted = fault("chunk-gap-accepted", {
  title: "a chunk that leaves a gap after another answers 202",
  breaks: ["push.chunked.out-of-order-416"],
  uploads: alsoAccepts((first, offset) => offset > 0 && first > offset),
});

export const repeatAccepted = fault("chunk-duplicate-appended", {
  title: "a chunk that is sent twice is appended twice",
  breaks: ["push.chunked.repeat-416"],
  uploads: alsoAccepts((first, offset) => offset > 0 && first === 0),
});

export const overlapAccepted = fault("chunk-overlap-accepted", {
  title: "a chunk that overlaps the one before answers 202",
  breaks: ["push.chunked.overlap-416"],
  uploads: alsoAccepts((first, offset) => first > 0 && first < offset),
});

export const refusalIsTheEnd = fault("chunk-416-kills-session", {
  title: "an upload is gone after a chunk out of order",
  breaks: ["push.chunked.state-after-416"],
  answer: {
    "upload.chunk": when(416, (said, { reference }, { sessions }) => {
      sessions.delete(reference);
      return said;
    }),
  },
});
