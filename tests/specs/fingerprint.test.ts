import { describe, expect, test } from "vitest";
import { fingerprint, normalise, statementReference } from "../../specs/fingerprint.ts";

describe("a statement is reduced to its words", () => {
  test.each([
    ["  1. A registry MUST\tanswer.", "a registry must answer."],
    ["- **Blob**: *the* __binary__ form", "blob: the binary form"],
    ["### Pulling blobs", "pulling blobs"],
    ["See [the `Range` header](https://example.org/a#b) or [this][that].", "see the range header or this."],
    ["`/v2/<name>/` <sup>[end-1](#endpoints)</sup>.", "/v2/<name>/ end-1 ."],
    ["| end-1  | `GET` |   `404`/`401` |", "end-1 get 404/401"],
    ["_Implementers note:_", "implementers note:"],
  ])("%s", (line, words) => {
    expect(normalise(line)).toBe(words);
  });

  test("but keeps what code says: expressions and names with markup characters", () => {
    expect(normalise("matches `[a-z]+(_[a-z]*)*` as MANIFEST_UNKNOWN")).toBe(
      "matches [a-z]+(_[a-z]*)* as manifest_unknown",
    );
  });
});

describe("a fingerprint", () => {
  const statement = "The registry MUST respond with `404 Not Found`.";

  test("survives a change of markup", () => {
    expect(fingerprint("1. The registry  **MUST** respond with 404 Not Found.")).toBe(fingerprint(statement));
  });

  test("shows a change of wording", () => {
    expect(fingerprint(statement.replace("MUST", "SHOULD"))).not.toBe(fingerprint(statement));
  });

  test("stands in the reference to a statement", () => {
    expect(fingerprint(statement)).toMatch(/^[0-9a-f]{8}$/);
    expect(statementReference("spec.md", "#api", statement)).toBe(`spec.md#api@${fingerprint(statement)}`);
  });
});
