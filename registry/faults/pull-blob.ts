import { fault } from "../fault.ts";
import { withoutHeader } from "../rewrite.ts";

export const headWithoutLength = fault("blob-head-content-length-missing", {
  title: "HEAD of a blob has no Content-Length",
  breaks: ["pull.blob.head-content-length"],
  answer: { "blob.head": withoutHeader("Content-Length") },
});

export const rangeIgnored = fault("blob-range-ignored", {
  title: "Range is ignored, and the whole blob comes with 200",
  breaks: ["pull.blob.range-supported"],
  settings: { ranges: false },
});

export const rangeLacksItsEnd = fault("blob-range-exclusive-end", {
  title: "a partial answer lacks the last byte of its range",
  breaks: ["pull.blob.range-off-by-one"],
  blobs: { slice: ({ start, end }) => ({ start, end: end - 1 }) },
});
