import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { answer } from "../../../registry/answer.ts";
import { isName, isTag } from "../../../registry/grammar.ts";
import { setHeader, withBody } from "../../../registry/rewrite.ts";
import type { RequirementId } from "../../../specs/catalogue.ts";
import { judged, type Variation } from "./judged.ts";

/** gzip for whoever offers to take it, as a proxy may do. */
function gzipped(change: (bytes: Buffer) => Buffer = (bytes) => bytes): Variation {
  return {
    answer: {
      "manifest.get": async (said, request, registry) =>
        request.header("accept-encoding") === "gzip"
          ? setHeader(
              await withBody((bytes) => gzipSync(change(bytes)))(said, request, registry),
              "Content-Encoding",
              "gzip",
            )
          : said,
    },
  };
}

const onlyKnownNames: Variation = {
  before: {
    "upload.open": ({ name }) => (/(-a|\/.*\/.*)$/.test(name) ? answer(404) : undefined),
  },
};

const cases: [what: string, id: RequirementId, verdict: string, variation: Variation][] = [
  ["a manifest gzipped on offer", "base.http.no-content-encoding-change", "pass", gzipped()],
  [
    "another manifest, gzipped on offer",
    "base.http.no-content-encoding-change",
    "fail",
    gzipped(() => Buffer.from("{}")),
  ],
  [
    "the root redirected to its slash",
    "base.http.redirect-allowed",
    "info",
    { before: { root: ({ path }) => (path === "/v2" ? answer(301, { Location: "/v2/" }) : undefined) } },
  ],
  ["no repositories but those that are there", "base.name.grammar", "skip", onlyKnownNames],
  ["no repositories but those that are there", "base.name.double-separators", "skip", onlyKnownNames],
  ["no repositories but those that are there", "base.name.length", "skip", onlyKnownNames],
  ["no repositories but those that are there", "base.version.prefix", "skip", onlyKnownNames],
  ["a limit of names", "base.name.length", "pass", { names: { accepts: (name) => isName(name) && name.length < 200 } }],
  [
    "no upper case in tags",
    "base.tag.case-sensitive",
    "skip",
    { tags: { accepts: (tag) => tag === tag.toLowerCase() } },
  ],
  [
    "no upper case in tags",
    "base.tag.alphabet",
    "warn",
    { tags: { accepts: (tag) => isTag(tag) && !/[A-Z]/.test(tag) } },
  ],
  [
    "no tags that read like digests",
    "base.reference.forms",
    "skip",
    { tags: { accepts: (tag) => isTag(tag) && !/^[0-9a-f]{64}$/.test(tag) } },
  ],
  ["404 in the place of 405", "base.http.405-allow", "skip", { before: { "method-not-allowed": () => answer(404) } }],
];

test.each(cases)("%s: %s is %s", async (_, id, verdict, variation) => {
  const result = await judged(id, variation);
  expect(result.verdict, result.message).toBe(verdict);
});

describe("what a registry may leave out", () => {
  test("all deletion disabled is no category left out", async () => {
    const deletion = { tags: false, manifests: false, blobs: false };
    const result = await judged("base.category.others-recommended", {}, { deletion });
    expect(result.verdict).toBe("pass");
    expect(result.notes).toEqual(["all deletion is disabled"]);
  });

  test("without single POST an unknown algorithm is still refused in PUT", async () => {
    const result = await judged("base.digest.unsupported-algorithm-400", {}, { singlePost: false });
    expect(result.verdict).toBe("pass");
  });

  test("sha512 may be declined", async () => {
    const result = await judged("base.digest.sha512", {}, { sha512: false });
    expect(result).toMatchObject({ verdict: "info", supported: false });
  });

  test("whoever lets everybody in has no authentication to test", async () => {
    expect((await judged("auth.challenge-401")).reason).toMatch(/answers nobody with 401/);
  });

  test.each(["basic", "bearer"] as const)("%s authentication is proven with both accounts", async (authentication) => {
    for (const id of ["auth.challenge-401", "auth.retry-succeeds", "auth.denied-403"] as const)
      expect(await judged(id, {}, { authentication })).toMatchObject({ requirement: id, verdict: "pass" });
    expect(await judged("base.v2.auth-probe", {}, { authentication })).toMatchObject({ supported: true });
  });

  test("hiding behind 404 is no missing challenge", async () => {
    const hiding: Variation = {
      answer: { "upload.open": (said) => (said.status === 401 ? answer(404) : said) },
      before: {},
    };
    const settings = { authentication: "basic" } as const;
    const result = await judged("auth.challenge-401", hiding, settings);
    expect(result.verdict).not.toBe("warn");
  });
});
