import { describe, expect, test } from "vitest";
import { fingerprint, normalise, statementReference } from "../../specs/fingerprint.ts";

describe("a statement is reduced to its words", () => {
  test.each([
    ["  A registry MUST\tanswer\nit. ", "a registry must answer it."],
    ["the blob\u2019s \u201cdigest\u201d", 'the blob\'s "digest"'],
    ["a \u2013 b \u2014 c\u2026", "a - b - c..."],
    ["a\u00a0b", "a b"],
  ])("%j", (text, words) => {
    expect(normalise(text)).toBe(words);
  });
});

describe("a fingerprint", () => {
  const statement = "The registry MUST respond with 404 Not Found.";

  test("survives another wrapping", () => {
    expect(fingerprint("The registry  MUST\nrespond with 404 Not Found.")).toBe(fingerprint(statement));
  });

  test("shows a change of wording", () => {
    expect(fingerprint(statement.replace("MUST", "SHOULD"))).not.toBe(fingerprint(statement));
  });

  test("stands in the reference to a statement", () => {
    expect(fingerprint(statement)).toMatch(/^[0-9a-f]{8}$/);
    expect(statementReference("spec.md", "#api", statement)).toBe(`spec.md#api@${fingerprint(statement)}`);
  });
});
