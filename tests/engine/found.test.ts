import { describe, expect, test } from "vitest";
import { Content } from "../../client/content.ts";
import { unprovenBy } from "../../engine/control.ts";
import { offers } from "../../engine/offers.ts";
import { isFound, maySettle } from "../../engine/settling.ts";
import type { CapabilityReport } from "../../schemas/report.ts";
import type { Capability, Category } from "../../specs/model.ts";
import { answer, exchangeOf } from "../suites/kit/answer.ts";

const about = Content.text("a blob");
const told = (digest: string, status = 200) =>
  answer(status, { request: { method: "HEAD" }, headers: [["Docker-Content-Digest", digest]] });

describe("Content that a call is about", () => {
  test.each<[boolean, string, ReturnType<typeof answer>]>([
    [true, "it came", answer(200, { body: "a blob" })],
    [false, "other bytes came, as of a tag that was moved", answer(200, { body: "another" })],
    [false, "it is not there yet", answer(404)],
    [true, "it is refused, which waiting does not change", answer(401)],
    [true, "part of it came", answer(206, { body: "a" })],
    [true, "a HEAD tells its digest", told(about.digest)],
    [true, "a HEAD tells its sha512", told(about.sha512)],
    [false, "a HEAD tells another", told(`sha256:${"0".repeat(64)}`)],
    [true, "a HEAD tells one that we cannot compute", told("md5:0")],
    [true, "a HEAD tells none", answer(200, { request: { method: "HEAD" } })],
  ])("is found (%s) where %s", (found, _, seen) => {
    expect(isFound({ about })(seen)).toBe(found);
  });

  test("is found at once where the call is about nothing", () => {
    expect(isFound({})(answer(404))).toBe(true);
  });
});

test("waiting helps with what is answered and not refused, and with what is absent", () => {
  const settling = (status?: number) => maySettle(answer(status));
  expect([200, 202, 307, 404].map(settling)).toEqual([true, true, true, true]);
  expect([undefined, 400, 401, 403, 429, 500].map(settling)).toEqual(Array(6).fill(false));
});

describe("A target proves that it stores", () => {
  const control = { title: "an image is pushed", facts: {}, durationMs: 1 };
  const back = exchangeOf(200, { body: "a blob", about });

  test("by giving back what the run had pushed", () => {
    expect(unprovenBy(control, [exchangeOf(404), back])).toBe(undefined);
  });

  const empty = Content.text("");
  test.each<[string, ReturnType<typeof exchangeOf>]>([
    ["a HEAD", exchangeOf(200, { body: "a blob", about, request: { method: "HEAD" } })],
    ["another status", exchangeOf(201, { body: "a blob", about })],
    ["other bytes", exchangeOf(200, { body: "another", about })],
    ["bytes that nobody pushed", exchangeOf(200, { body: "a blob" })],
    ["no bytes at all, which every answer has", exchangeOf(200, { body: "", about: empty })],
    ["silence", exchangeOf(undefined, { about })],
  ])("and not by %s", (_, exchange) => {
    expect(unprovenBy(control, [exchange])).toEqual({
      scenario: "an image is pushed",
      step: "get by tag",
      reason: "the target gave back nothing that this run had pushed, so no answer of it counts as a pass",
    });
  });

  test("else it is told where that stopped", () => {
    const stoppedBy = { scenario: "a blob is pushed", step: "open", reason: "open answered 500" };
    expect(unprovenBy({ ...control, stoppedBy }, [])).toEqual({
      scenario: "a blob is pushed",
      step: "open",
      reason:
        "the target gave back nothing that this run had pushed, so no answer of it counts as a pass (open answered 500)",
    });
  });
});

describe("A category is offered", () => {
  const offered = (category: Category, found: Partial<Record<Capability, boolean | null>>) =>
    offers(
      category,
      new Map(
        Object.entries(found).map(([name, supported]): [Capability, CapabilityReport] => [
          name as Capability,
          { supported, reason: "" },
        ]),
      ),
    );

  test.each<[boolean, Category, Partial<Record<Capability, boolean | null>>]>([
    [true, "base", {}],
    [true, "pull", { push: false }],
    [true, "push", {}],
    [true, "push", { push: true }],
    [true, "push", { push: null }],
    [false, "push", { push: false }],
    [true, "discovery", { referrers: false, "tag-list": true }],
    [true, "discovery", { referrers: true, "tag-list": false }],
    [false, "discovery", { referrers: false, "tag-list": false }],
    [true, "management", { "tag-deletion": false, "manifest-deletion": true, "blob-deletion": false }],
    [true, "management", { "tag-deletion": false, "manifest-deletion": false, "blob-deletion": true }],
    [true, "management", { "tag-deletion": true, "manifest-deletion": false, "blob-deletion": false }],
    [false, "management", { "tag-deletion": false, "manifest-deletion": false, "blob-deletion": false }],
    [false, "management", { "tag-deletion": true, push: false }],
    [true, "management", { "tag-deletion": true, push: null }],
    [true, "management", { referrers: false }],
  ])("%s: %s, where %j was found", (is, category, found) => {
    expect(offered(category, found)).toBe(is);
  });
});
