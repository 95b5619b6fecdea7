import { describe, expect, test } from "vitest";
import type { Exchange } from "../../../client/exchange.ts";
import { Soundings, withFollowers } from "../../../engine/selftest/reach.ts";
import type { Decision } from "../../../registry/asked.ts";
import { type Fault, fault } from "../../../registry/fault.ts";
import type { Operation } from "../../../registry/operation.ts";
import type { RegistryRequest } from "../../../registry/request.ts";
import { exchangeOf } from "../../suites/kit/answer.ts";

const misbehaving = (what: Partial<Fault>) => fault("at-fault", { title: "", breaks: [], ...what });
const same: NonNullable<Fault["answer"]>["every"] = (answer) => answer;

/** What a sound registry was asked for: a request line each, the operation, and the decisions that it took. */
function sounded(asked: [line: string, Operation, ...Decision[]][]): Soundings {
  const soundings = new Soundings();
  for (const [line, operation, ...decisions] of asked) {
    const [method = "", target = ""] = line.split(" ");
    const request = { method, target, operation } as RegistryRequest;
    soundings.onAsked(request);
    for (const decision of decisions) soundings.onAsked(request, decision);
  }
  return soundings;
}

const sent = (scenario: string, line: string): Exchange => {
  const [method = "", path = ""] = line.split(" ");
  return exchangeOf(200, { request: { method, url: `http://127.0.0.1:5000${path}` }, more: { scenario } });
};

const soundings = () =>
  sounded([
    ["GET /v2/a/manifests/tag", "manifest.get"],
    ["PUT /v2/a/manifests/tag", "manifest.put", "manifests.accepts" as Decision],
    ["GET /v2/a/tags/list", "tags.list", "tags.page"],
  ]);
const exchanges = [
  sent("pulls", "GET /v2/a/manifests/tag"),
  sent("pushes", "PUT /v2/a/manifests/tag"),
  sent("lists", "GET /v2/a/tags/list"),
];
const met = (what: Partial<Fault>) => soundings().metBy(misbehaving(what), exchanges);

describe("A fault can make those scenarios go another way", () => {
  test.each<[string, Partial<Fault>, string[]]>([
    ["that have a request whose answer it changes", { answer: { "manifest.get": same } }, ["pulls"]],
    ["that have a request which it answers itself", { before: { "manifest.put": () => undefined } }, ["pushes"]],
    ["that have a request on whose connection it is", { raw: { "tags.list": () => undefined } }, ["lists"]],
    ["that rest on a decision which it changes", { tags: { page: () => [] as never } }, ["lists"]],
    [
      "at any of its places",
      { answer: { "manifest.get": same }, before: { "tags.list": () => undefined } },
      ["pulls", "lists"],
    ],
    ["of none, where nobody comes by it", { answer: { "blob.get": same } }, []],
  ])("%s", (_, what, titles) => {
    expect([...(met(what) ?? [])]).toEqual(titles);
  });

  test("that sent what never came to be a request", () => {
    const cut = [...exchanges, sent("is cut", "GET /v2/a/blobs/cut")];
    expect([...(soundings().metBy(misbehaving({ answer: { "blob.get": same } }), cut) ?? [])]).toEqual(["is cut"]);
  });

  test.each(["every", "token"] as const)("one and all, where it stands at %s", (place) => {
    expect(met({ answer: { [place]: same } })).toBeUndefined();
  });
});

describe("What a registry holds is left as it is", () => {
  test.each<[string, Partial<Fault>, boolean]>([
    ["by what comes in where it is read", { answer: { "manifest.get": same, "tags.list": same } }, true],
    ["by no fault that comes in where it is pushed to", { answer: { "manifest.put": same } }, false],
    ["by no fault that comes in where something is deleted", { before: { "blob.delete": () => undefined } }, false],
    ["by no fault that comes in everywhere", { answer: { every: same } }, false],
    ["by a decision that only readers make it take", { tags: { page: () => [] as never } }, true],
  ])("%s", (_, what, reads) => {
    expect(soundings().onlyReads(misbehaving(what))).toBe(reads);
  });

  test("by no decision that somebody who pushes makes it take, too", () => {
    const both = sounded([
      ["GET /v2/a/tags/list", "tags.list", "tags.page"],
      ["PUT /v2/a/manifests/tag", "manifest.put", "tags.page"],
    ]);
    expect(both.onlyReads(misbehaving({ tags: { page: () => [] as never } }))).toBe(false);
  });
});

test("Who comes after somebody is reached with them, however far behind, and in whichever order", () => {
  const scenarios = [
    { title: "last", after: ["second"] },
    { title: "second", after: ["first", "other"] },
    { title: "first" },
    { title: "other" },
    { title: "alone", after: ["other"] },
  ].map((each) => ({ facts: {}, durationMs: 1, ...each }));
  expect([...withFollowers(new Set(["first"]), scenarios)].sort()).toEqual(["first", "last", "second"]);
  expect([...withFollowers(new Set(), scenarios)]).toEqual([]);
});
