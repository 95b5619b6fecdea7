import { describe, expect, test } from "vitest";
import { Content } from "../../../client/content.ts";
import {
  type AnswerExpectation,
  countingAssertions,
  given,
  integrity,
  expect as must,
  type ValueExpectation,
} from "../../../suites/kit/expect.ts";
import type { Observation } from "../../../suites/kit/observation.ts";
import { Blocked, Inconclusive, Unmet } from "../../../suites/kit/outcome.ts";
import { thrownBy } from "../../thrown-by.ts";
import { answer, bodyOf } from "./answer.ts";

const blob = Content.text("a blob");
const { sha256, sha512 } = { sha256: blob.digest, sha512: blob.sha512 };
const malformed = { kind: "malformed", message: "no HTTP" } as const;
const header = (name: string, value: string) => answer(200, { headers: [[name, value]], about: blob });
const typed = (type: string) => answer(200, { headers: [["content-type", type]] });
const sent = (type: string) => answer(201, { request: { headers: [["content-type", type]] } });

type Assertion = (expectation: AnswerExpectation) => AnswerExpectation;

const statuses = (wanted: string, assertion: Assertion, holding: number[], breaking: number[]): Case[] => [
  ...holding.map((status): Case => [`${status} is ${wanted}`, assertion, answer(status)]),
  ...breaking.map(
    (status): Case => [`${status} is not ${wanted}`, assertion, answer(status), [wanted, `status ${status}`]],
  ),
];

/** What is asserted of which answer; where it does not hold, what is expected and received, as the report says it. */
type Case = [what: string, Assertion, Observation, [expected: string, received: string]?];

const cases: Case[] = [
  ["a response is an answer", (it) => it.toBeAnswered(), answer(500)],
  ["silence is none", (it) => it.toBeAnswered(), answer(), ["an answer", "no answer"]],
  ["a failure says why", (it) => it.toBeAnswered(), answer(undefined, { error: malformed }), ["an answer", "no HTTP"]],

  ["a response is whole", (it) => it.toArriveWhole(), answer(200)],
  ...(["timeout", "reset", "malformed"] as const).map(
    (kind): Case => [
      `what ended in ${kind} is not`,
      (it) => it.toArriveWhole(),
      answer(undefined, { error: { kind, message: "cut" } }),
      ["a whole answer", "cut"],
    ],
  ),
  [
    "a redirect too many is whole",
    (it) => it.toArriveWhole(),
    answer(undefined, { error: { kind: "redirects", message: "too many" } }),
  ],

  ...statuses("status 202", (it) => it.toHaveStatus(202), [202], [200, 203]),
  ...statuses("status 200, 201 or 202", (it) => it.toHaveStatus(200, 201, 202), [200, 201, 202], [204]),
  ...statuses("status 200 or 404", (it) => it.toHaveStatus(200, 404), [200, 404], [201]),
  ...statuses("a status other than 201 or 202", (it) => it.notToHaveStatus(201, 202), [200, 404], [201, 202]),
  ...statuses("success (2xx)", (it) => it.toSucceed(), [200, 204, 299], [199, 300, 404]),
  ...statuses("a refusal (4xx)", (it) => it.toBeRefused(), [400, 416, 499], [202, 399, 500]),
  ...statuses("no success (not 2xx)", (it) => it.notToSucceed(), [199, 300, 404, 500], [200, 206, 299]),
  ...statuses("no server error (not 5xx)", (it) => it.notToBeServerError(), [200, 404, 499], [500, 503]),

  ["a header is there, in whatever case", (it) => it.toHaveHeader("Range"), header("rAnge", "0-1")],
  ["another is not", (it) => it.toHaveHeader("Range"), header("Link", "0-1"), ["header Range", "no Range"]],
  [
    "an empty one is as good as none",
    (it) => it.toHaveHeader("Range"),
    header("Range", ""),
    ["header Range", "Range: "],
  ],
  ["a header has this value", (it) => it.toHaveHeader("Range", "0-1"), header("Range", "0-1")],
  ["and no other", (it) => it.toHaveHeader("Range", "0-1"), header("Range", "0-12"), ["Range: 0-1", "Range: 0-12"]],
  ["a header matches", (it) => it.toHaveHeader("Range", /^0-\d$/), header("Range", "0-1")],
  ["or not", (it) => it.toHaveHeader("Range", /^0-\d$/), header("Range", "1-1"), ["Range: /^0-\\d$/", "Range: 1-1"]],
  ["no header matches", (it) => it.toHaveHeader("Range", /x*/), answer(200), ["Range: /x*/", "no Range"]],

  ["a header is lacking", (it) => it.toLackHeader("Link"), answer(200)],
  ["an empty one is not", (it) => it.toLackHeader("Link"), header("link", ""), ["no header Link", "Link: "]],

  ["the content came", (it) => it.toDeliver(), answer(200, { body: "a blob", about: blob })],
  [
    "other bytes came",
    (it) => it.toDeliver(),
    answer(200, { body: "A blob.", about: blob }),
    [`6 bytes with digest ${sha256}`, `7 bytes with digest ${bodyOf("A blob.").digest}`],
  ],

  ["the type that was sent", (it) => it.toHaveContentTypeOf(sent("a/b")), typed("a/b")],
  ["in another case", (it) => it.toHaveContentTypeOf(sent("a/B")), typed("A/b")],
  ["with a parameter", (it) => it.toHaveContentTypeOf(sent("a/b")), typed("a/b ; charset=utf-8")],
  [
    "another type",
    (it) => it.toHaveContentTypeOf(sent("a/b")),
    typed("a/c"),
    ["Content-Type: a/b", "Content-Type: a/c"],
  ],
  ["no type", (it) => it.toHaveContentTypeOf(sent("a/b")), answer(200), ["Content-Type: a/b", "Content-Type: none"]],

  ["the size is declared", (it) => it.toDeclareSize(), header("Content-Length", "6")],
  ["another is", (it) => it.toDeclareSize(), header("Content-Length", "7"), ["Content-Length: 6", "Content-Length: 7"]],

  ["nothing is an empty body", (it) => it.toHaveEmptyBody(), answer(200)],
  ["a byte is none", (it) => it.toHaveEmptyBody(), answer(200, { body: "x" }), ["an empty body", "1 bytes"]],

  ["the sha256 of the content", (it) => it.toHaveDigestHeader(), header("Docker-Content-Digest", sha256)],
  ["its sha512", (it) => it.toHaveDigestHeader(), header("Docker-Content-Digest", sha512)],
  [
    "a digest that nobody here can compute",
    (it) => it.toHaveDigestHeader(),
    header("Docker-Content-Digest", "multi+of.two_a-b:aZ9=_-"),
  ],
  ["a digest in another header", (it) => it.toHaveDigestHeader("OCI-Digest"), header("oci-digest", sha256)],
  [
    "no digest",
    (it) => it.toHaveDigestHeader(),
    answer(200, { about: blob }),
    [`Docker-Content-Digest: ${sha256}`, "no Docker-Content-Digest"],
  ],
  ...[
    "sha256:0",
    `${sha256}0`,
    ` ${sha256}`,
    sha256.toUpperCase(),
    sha256.slice(7),
    "md5:",
    ":a",
    "a..b:c",
    "a:b c",
    "blake3:ä",
  ].map(
    (digest): Case => [
      `the digest "${digest}"`,
      (it) => it.toHaveDigestHeader(),
      header("Docker-Content-Digest", digest),
      [`Docker-Content-Digest: ${sha256}`, `Docker-Content-Digest: ${digest}`],
    ],
  ),
  [
    "a wrong sha512",
    (it) => it.toHaveDigestHeader(),
    header("Docker-Content-Digest", "sha512:0"),
    [`Docker-Content-Digest: ${sha512}`, "Docker-Content-Digest: sha512:0"],
  ],
];

describe("What an answer is held against", () => {
  test.each(cases)("%s", (_, assertion, observed, unmet) => {
    const outcome = thrownBy(() => assertion(must(observed)));
    if (!unmet) return expect(outcome).toBe(undefined);
    const [expected, received] = unmet;
    expect(outcome).toBeInstanceOf(Unmet);
    expect(outcome).toMatchObject({
      expected,
      received,
      message: `expected ${expected}, received ${received}`,
      exchange: observed.exchange,
      breach: false,
    });
  });

  test("whatever else it is held against: assertions follow each other", () => {
    expect(() => must(answer(200)).toSucceed().toHaveEmptyBody().toHaveStatus(204)).toThrow("expected status 204");
  });

  test("no answer has a status, a header or a body to judge", () => {
    const none = answer(undefined, { error: { kind: "timeout", message: "no answer within 30 s" } });
    const assertions: Assertion[] = [
      (it) => it.notToHaveStatus(500),
      (it) => it.notToSucceed(),
      (it) => it.notToBeServerError(),
      (it) => it.toLackHeader("Link"),
      (it) => it.toHaveEmptyBody(),
    ];
    for (const assertion of assertions) {
      const outcome = thrownBy(() => assertion(must(none)));
      expect(outcome).toBeInstanceOf(Inconclusive);
      expect(outcome).toMatchObject({
        message: "ask (GET https://registry.example:5000/v2/a/blobs/uploads/): no answer within 30 s",
        exchange: none.exchange,
      });
    }
  });

  test("a call that does not say what it is about is our own mistake", () => {
    for (const assertion of [
      (it) => it.toDeliver(),
      (it) => it.toDeclareSize(),
      (it) => it.toHaveDigestHeader(),
    ] as Assertion[])
      expect(thrownBy(() => assertion(must(answer(200))))).toEqual(
        new TypeError(
          "ask (GET https://registry.example:5000/v2/a/blobs/uploads/): the call does not say what it is about",
        ),
      );
  });
});

type ValueAssertion = (expectation: ValueExpectation) => ValueExpectation;

const deep: unknown = JSON.parse("[".repeat(20_000) + "]".repeat(20_000));

const values: [what: string, unknown, ValueAssertion, [expected: string, received: string]?][] = [
  ["the same", "a", (it) => it.toBe("a")],
  ["not the same", "a", (it) => it.toBe("b"), ['the tag "b"', '"a"']],
  ["of another type", "1", (it) => it.toBe(1), ["the tag 1", '"1"']],
  ["undefined", undefined, (it) => it.toBe(true), ["the tag true", "undefined"]],
  ["another", "a", (it) => it.notToBe("b")],
  ["no other", "a", (it) => it.notToBe("a"), ['the tag other than "a"', '"a"']],
  ["one of them", "b", (it) => it.toBeOneOf("a", "b")],
  ["none of them", ["c"], (it) => it.toBeOneOf("a", "b", 3), ['the tag "a", "b" or 3', '["c"]']],
  ["a match", "v1", (it) => it.toMatch(/^v\d$/)],
  ["no match", "1", (it) => it.toMatch(/^v\d$/), ["the tag matching /^v\\d$/", '"1"']],
  ["no string to match", 1, (it) => it.toMatch(/1/), ["the tag matching /1/", "1"]],
  ["too deep to be shown", deep, (it) => it.toBe(1), ["the tag 1", "a value that nests too deep to be shown"]],
];

describe("What a value of an answer is held against", () => {
  const from = answer(200);

  test.each(values)("%s", (_, value, assertion, unmet) => {
    const outcome = thrownBy(() => assertion(must(value, "the tag", from)));
    if (!unmet) return expect(outcome).toBe(undefined);
    const [expected, received] = unmet;
    expect(outcome).toMatchObject({ expected, received, exchange: from.exchange, breach: false });
  });

  test("an answer can be a value, too", () => {
    expect(() => must(from, "the answer", from).toBe(from)).not.toThrow();
    expect(() => must(from, "the answer", from).toBe(1)).toThrow(Unmet);
  });

  test("assertions follow each other", () => {
    expect(() => must("v1", "the tag", from).notToBe("v2").toMatch(/^v/).toBeOneOf("v3")).toThrow("v3");
  });
});

describe("What comes of it when it does not hold", () => {
  const wrong = answer(404);

  test("a statement is unmet, a breach of integrity is marked as one", () => {
    expect(thrownBy(() => must(wrong).toSucceed())).toMatchObject({ name: "Unmet", breach: false });
    expect(thrownBy(() => integrity(wrong).toSucceed())).toMatchObject({ name: "Unmet", breach: true });
    expect(thrownBy(() => integrity(1, "the sum", wrong).toBe(2))).toMatchObject({ name: "Unmet", breach: true });
  });

  test("a precondition blocks, and names the step", () => {
    const message =
      '"ask (GET https://registry.example:5000/v2/a/blobs/uploads/)" gave status 404 where this test needs success (2xx)';
    const outcome = thrownBy(() => given(wrong).toSucceed());
    expect(outcome).toBeInstanceOf(Blocked);
    expect(outcome).toMatchObject({ scenario: "something is asked for", step: "ask", message });
    expect(thrownBy(() => given(1, "the sum", wrong).toBe(2))).toMatchObject({ name: "Blocked", step: "ask" });
  });

  test("assertions are counted, preconditions are not", () => {
    const right = answer(200);
    expect(countingAssertions(() => {})).toBe(0);
    expect(countingAssertions(() => given(right).toSucceed())).toBe(0);
    expect(countingAssertions(() => must(right).toSucceed().toHaveStatus(200))).toBe(2);
    expect(countingAssertions(() => integrity(1, "the sum", right).toBe(1))).toBe(1);
  });
});
