import { gzipSync } from "node:zlib";
import { answer } from "../answer.ts";
import { fault } from "../fault.ts";
import { setHeader, withBody, withHeader, withoutHeader } from "../rewrite.ts";
import { wire } from "../wire.ts";

export const unknownHeaderRefused = fault("http-unknown-header-400", {
  title: "a request with a header that the registry does not know answers 400",
  breaks: ["base.http.rfc9110-semantics"],
  before: {
    every: ({ headers }) => (Object.keys(headers).some((name) => name.startsWith("x-")) ? answer(400) : undefined),
  },
});

export const anyMethodWelcome = fault("http-wrong-method-200", {
  title: "a method that a URL does not have answers 200",
  breaks: ["base.http.rfc9110-semantics"],
  before: { "method-not-allowed": () => answer(200) },
});

export const headOfAnotherType = fault("head-content-type-differs", {
  title: "HEAD of a manifest says application/json while GET says the pushed type",
  breaks: ["base.http.head-equals-get"],
  answer: { "manifest.head": withHeader("Content-Type", "application/json") },
});

export const noAllow = fault("http-405-without-allow", {
  title: "405 comes without Allow",
  breaks: ["base.http.405-allow"],
  answer: { "method-not-allowed": withoutHeader("Allow") },
});

export const gzipUnasked = fault("encoding-gzip-unrequested", {
  title: "a blob comes gzipped although Accept-Encoding says identity",
  breaks: ["base.http.no-content-encoding-change"],
  answer: {
    "blob.get": async (said, request, registry) =>
      request.header("accept-encoding") === "identity"
        ? setHeader(await withBody(gzipSync)(said, request, registry), "Content-Encoding", "gzip")
        : said,
  },
});

export const redirectToNowhere = fault("redirect-without-location", {
  title: "GET /v2 answers 301 without a Location",
  breaks: ["base.http.redirect-allowed", "base.http.trailing-slash"],
  before: { root: ({ path }) => (path === "/v2" ? answer(301) : undefined) },
});

const percentDecodingForgotten = ({ path }: { path: string }) => (/%3a/i.test(path) ? answer(404) : undefined);

export const colonNotDecoded = fault("path-percent-colon-404", {
  title: "%3A in a digest of the path is not decoded",
  breaks: ["base.http.percent-encoded-path"],
  before: { "manifest.get": percentDecodingForgotten, "blob.get": percentDecodingForgotten },
});

const refusesUnknownParameters = ({ query }: { query: { keys: string[] } }) =>
  query.keys.some((key) => !["n", "last", "ns"].includes(key)) ? answer(400) : undefined;

export const unknownQueryRefused = fault("unknown-query-400", {
  title: "unknown query parameters answer 400",
  breaks: ["base.http.unknown-query-ignored"],
  before: { "manifest.get": refusesUnknownParameters, "tags.list": refusesUnknownParameters },
});

export const shorterThanSaid = fault("http-404-longer-than-body", {
  title: "the 404 of an endpoint that does not exist, and is no extension's, promises more bytes than it has",
  breaks: ["base.http.content-length-on-errors"],
  raw: {
    unknown: (said, { path }) =>
      path.includes("/_") ? undefined : wire(setHeader(said, "Content-Length", "1000"), Buffer.from("not found\n")),
  },
});
