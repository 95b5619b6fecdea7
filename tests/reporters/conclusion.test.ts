import { describe, expect, it } from "vitest";
import { conclusionOf } from "../../reporters/conclusion.ts";
import { reportOf, result } from "./sample-report.ts";

const kept = result({ requirement: "push.a", verdict: "pass" });
const broken = result({ requirement: "push.b", verdict: "fail" });
const open = result({ requirement: "push.c", verdict: "blocked" });
const warned = result({ requirement: "push.d", verdict: "warn" });

describe("The conclusion", () => {
  it("is good when nothing mandatory is broken", () => {
    expect(conclusionOf(reportOf([kept, warned], []))).toEqual({
      status: "conformant",
      headline: "Conformant with OCI distribution spec 1.1.1",
      detail: "Nothing mandatory is broken, 1 requirement kept. 1 warning.",
    });
  });

  it("is bad when something is", () => {
    expect(conclusionOf(reportOf([kept, broken], []))).toMatchObject({
      status: "non-conformant",
      detail: "1 broken requirement, in push.",
    });
  });

  it("is open when too much could not be decided, and never good then", () => {
    expect(conclusionOf(reportOf([kept, open], []))).toEqual({
      status: "inconclusive",
      headline: "No verdict on OCI distribution spec 1.1.1",
      detail: "Nothing mandatory is broken, but there is no verdict on push. 1 requirement could not be decided.",
    });
  });

  it("tells that the run was interrupted", () => {
    expect(conclusionOf(reportOf([broken], [], { interrupted: true })).detail).toMatch(/The run was interrupted\.$/);
  });
});
