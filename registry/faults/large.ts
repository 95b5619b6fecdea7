import { fault } from "../fault.ts";
import { conformant } from "../policy.ts";

const blobLimit = 64 * 2 ** 20;
const listLimit = 100;

export const largeBlobTruncated = fault("large-blob-truncated", {
  title: "a blob that is pushed at once loses what lies behind its first 64 MiB, and is confirmed",
  breaks: ["push.large.whole"],
  uploads: {
    keeps: (piece, offset, { operation }) =>
      operation === "upload.close" ? piece.subarray(0, Math.max(0, blobLimit - offset)) : piece,
    verifies: async (digest, session, request) =>
      session.spool.size === blobLimit || (await conformant.uploads.verifies(digest, session, request)),
  },
});

export const lateChunkRefused = fault("late-chunk-416", {
  title: "a chunk that starts behind the first 60 MiB of an upload is refused with 416",
  breaks: ["push.large.chunked"],
  uploads: { acceptsChunkAt: (first, offset) => first === offset && offset < 60 * 2 ** 20 },
});

export const tagsEnd = fault("tags-end-at-100", {
  title: "a tag list ends after 100 tags",
  breaks: ["discovery.tags.thousand"],
  tags: { list: (repository) => conformant.tags.list(repository).slice(0, listLimit) },
});

export const referrersEnd = fault("referrers-end-at-100", {
  title: "a list of referrers ends after 100 of them",
  breaks: ["referrers.thousand"],
  referrers: { find: (...given) => conformant.referrers.find(...given).slice(0, listLimit) },
});
