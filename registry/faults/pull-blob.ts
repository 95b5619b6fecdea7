import { answer } from "../answer.ts";
import { fault, type Rewrite } from "../fault.ts";
import { parseRange } from "../range.ts";
import { firstTime, setHeader, when, withBody, withHeader, withoutHeader, withStatus } from "../rewrite.ts";

const contentDigest = "Docker-Content-Digest";
const KiB = 1024;
const digestOfNothing = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

export const truncated = fault("blob-get-truncated", {
  title: "a blob that a manifest refers to lacks its last byte when it is asked for the first time",
  breaks: ["pull.blob.get-digest-match", "push.manifest.references-blobs"],
  answer: { "blob.get": whenReferred(firstTime(withBody((bytes) => bytes.subarray(0, -1)))) },
});

export const oneByteLost = fault("blob-get-one-byte-404", {
  title: "GET of a blob of one byte answers 404",
  breaks: ["pull.blob.get-200"],
  answer: {
    "blob.get": when(200, (said) => (said.headers["Content-Length"] === "1" ? { ...said, status: 404 } : said)),
  },
});

export const lineEndsConverted = fault("blob-get-line-ends-converted", {
  title: "GET of a blob gives its line ends as line feeds",
  breaks: ["pull.blob.get-200"],
  answer: {
    "blob.get": when(
      200,
      withBody((bytes) => Buffer.from(bytes.toString("latin1").replaceAll("\r\n", "\n"), "latin1")),
    ),
  },
});

export const wrongDigest = fault("blob-get-wrong-content-digest", {
  title: "Docker-Content-Digest on GET of a blob is that of another one",
  breaks: ["pull.blob.get-digest-match"],
  answer: { "blob.get": when(200, withHeader(contentDigest, digestOfNothing)) },
});

export const getWithoutDigest = fault("blob-get-no-content-digest", {
  title: "GET of a blob has no Docker-Content-Digest",
  breaks: ["pull.blob.get-digest-header"],
  answer: { "blob.get": withoutHeader(contentDigest) },
});

export const lengthTooLarge = fault("blob-get-content-length-wrong", {
  title: "GET of a blob of 64 KiB to 1 MiB declares one byte more than it sends",
  breaks: ["pull.blob.get-content-length"],
  answer: {
    "blob.get": when(200, (said) => {
      const size = Number(said.headers["Content-Length"]);
      return size > 64 * KiB && size < 1024 * KiB ? setHeader(said, "Content-Length", `${size + 1}`) : said;
    }),
  },
});

export const missingIsError = fault("blob-missing-500", {
  title: "GET of an unknown blob answers 500",
  breaks: ["pull.blob.get-404", "errors.4xx-not-5xx"],
  answer: {
    "blob.get": when(404, (said, { name }, { repositories }) =>
      repositories.has(name) ? { ...said, status: 500 } : said,
    ),
  },
});

export const malformedIsError = fault("blob-malformed-digest-500", {
  title: "GET of a blob by a malformed digest answers 500",
  breaks: ["pull.blob.invalid-digest", "errors.4xx-not-5xx"],
  answer: { "blob.get": when(400, withStatus(500)) },
});

export const leaksBlobs = fault("blob-cross-repo-leak", {
  title: "a blob of one repository can be read from any other, without a mount",
  breaks: ["pull.blob.repo-isolation"],
  blobs: {
    find: (_repository, digest, { repositories }) =>
      [...repositories.values()].map(({ blobs }) => blobs.get(digest)).find((found) => found !== undefined),
  },
});

export const headFindsNothing = fault("blob-head-404", {
  title: "HEAD of a blob that a manifest refers to answers 404, where GET answers 200",
  breaks: ["pull.blob.head-200"],
  answer: { "blob.head": whenReferred(withStatus(404)) },
});

export const headWithoutDigest = fault("blob-head-no-content-digest", {
  title: "HEAD of a blob has no Docker-Content-Digest",
  breaks: ["pull.blob.head-digest-header"],
  answer: { "blob.head": withoutHeader(contentDigest) },
});

export const headWithoutLength = fault("blob-head-content-length-missing", {
  title: "HEAD of a blob has no Content-Length",
  breaks: ["pull.blob.head-content-length"],
  answer: { "blob.head": withoutHeader("Content-Length") },
});

export const headMissingIsBad = fault("blob-head-missing-400", {
  title: "HEAD of an unknown blob answers 400",
  breaks: ["pull.blob.head-404"],
  answer: {
    "blob.head": when(404, (said, { name }, { repositories }) =>
      repositories.has(name) ? { ...said, status: 400 } : said,
    ),
  },
});

export const rangeIgnored = fault("blob-range-ignored", {
  title: "Range is ignored, and the whole blob comes with 200",
  breaks: ["pull.blob.range-supported"],
  blobs: { range: () => "ignore" },
  answer: { "blob.get": withoutHeader("Accept-Ranges") },
});

export const rangeLacksItsEnd = fault("blob-range-exclusive-end", {
  title: "a partial answer lacks the last byte of its range",
  breaks: ["pull.blob.range-off-by-one", "pull.blob.range-head", "pull.blob.range-multi"],
  blobs: { slice: ({ start, end }) => ({ start, end: end - 1 }) },
});

export const singleByteLost = fault("blob-range-one-byte-empty", {
  title: "a range of a single byte comes empty",
  breaks: ["pull.blob.range-off-by-one"],
  blobs: { slice: ({ start, end }) => ({ start, end: end - start === 1 ? start : end }) },
});

export const beyondIsEmpty = fault("blob-range-unsatisfiable-206", {
  title: "a range beyond the end of a blob answers 206 with an empty body",
  breaks: ["pull.blob.range-unsatisfiable-416"],
  answer: { "blob.get": when(416, withStatus(206)) },
});

export const partsMislabelled = fault("blob-range-multi-garbled", {
  title: "of several ranges asked for at once, the first bears the Content-Range of the last",
  breaks: ["pull.blob.range-multi"],
  answer: {
    "blob.get": when(
      206,
      withBody((bytes) => {
        const text = bytes.toString("latin1");
        const labels = text.match(/Content-Range: .*/g) ?? [""];
        return Buffer.from(text.replace(labels[0] ?? "", labels.at(-1) ?? ""), "latin1");
      }),
    ),
  },
});

export const openEndShifted = fault("blob-range-shifted", {
  title: "a range with an open end starts one byte late",
  breaks: ["pull.blob.range-head"],
  blobs: {
    range(header, size) {
      const asked = parseRange(header, size);
      if (typeof asked === "string" || !/^bytes=\d+-$/.test(header)) return asked;
      return asked.map(({ start, end }) => ({ start: start + 1, end }));
    },
  },
});

export const rangesDenied = fault("accept-ranges-denied", {
  title: "Accept-Ranges says none, while ranges are served",
  breaks: ["pull.blob.accept-ranges"],
  answer: { "blob.get": withHeader("Accept-Ranges", "none") },
});

export const storageIgnoresRange = fault("redirect-target-no-range", {
  title: "the storage host that blobs are redirected to ignores Range",
  breaks: ["pull.blob.range-on-redirect", "pull.blob.range-supported"],
  settings: { blobRedirect: true },
  blobs: { range: () => "ignore" },
  answer: { "blob.get": withoutHeader("Accept-Ranges") },
});

export const emptyBlobLost = fault("empty-blob-get-404", {
  title: "GET of the empty blob answers 404 although it was pushed",
  breaks: ["pull.empty-blob", "push.put.zero-length"],
  before: { "blob.get": ({ reference }) => (reference === digestOfNothing ? answer(404) : undefined) },
});

export const raceLost = fault("concurrent-upload-second-500", {
  title: "the second of two uploads of one blob, not the empty one, that are open at the same time answers 500",
  breaks: ["pull.large-concurrent"],
  before: {
    "upload.close": ({ reference, query }, registry) => {
      const digest = query.get("digest");
      // Any number of scenarios push the empty blob, at whatever time.
      if (digest === digestOfNothing) return undefined;
      const key = `closing of ${digest}`;
      const rival = registry.memory.get(key) as { session: string; at: number } | undefined;
      const openedAt = registry.sessions.get(reference)?.since ?? 0;
      if (rival && rival.session !== reference && rival.at > openedAt) return answer(500);
      registry.memory.set(key, { session: reference, at: registry.tick() });
      return undefined;
    },
  },
});

/** The change, for 200s about a blob that a manifest of the repository refers to. */
function whenReferred(change: Rewrite): Rewrite {
  return when(200, (said, request, registry) => {
    const manifests = [...(registry.repositories.get(request.name)?.manifests.values() ?? [])];
    return manifests.some(({ bytes }) => bytes.includes(request.reference)) ? change(said, request, registry) : said;
  });
}
