import { describe, expect, test } from "vitest";
import { gapsOf, proofsOf } from "../../engine/proofs.ts";
import { coverageOfText } from "../../engine/statement-coverage.ts";
import { provenElsewhere, undecided } from "../../image/undecided.ts";
import { catalogue } from "../../specs/catalogue.ts";
import { imageCatalogue } from "../../specs/image-catalogue.ts";

describe("A requirement", () => {
  const whole = { requirement: "a.b", tests: ["a test"], faults: ["a fault"], untestable: null };

  test("lacks the test or the fault that it does not have", () => {
    expect(gapsOf(whole)).toEqual([]);
    expect(gapsOf({ ...whole, tests: [] })).toEqual(["a.b has no test"]);
    expect(gapsOf({ ...whole, faults: [] })).toEqual(["a.b has no fault"]);
    expect(gapsOf({ ...whole, tests: [], faults: [] })).toHaveLength(2);
  });

  test("that nothing can test lacks nothing", () => {
    expect(gapsOf({ ...whole, tests: [], faults: [], untestable: "nobody sees it" })).toEqual([]);
  });

  test("of a registry is proven by its scenario, and by the faults that break it", () => {
    const proofs = proofsOf("distribution");
    expect([...proofs.keys()]).toEqual(catalogue.map(({ id }) => id));
    expect(proofs.get("push.manifest.created-201")).toMatchObject({
      tests: ["a manifest is pushed by tag, and two by digest"],
      faults: expect.arrayContaining(["manifest-put-202"]),
      untestable: null,
    });
    for (const { id, untestable } of catalogue) {
      expect(proofs.get(id)?.untestable).toBe(untestable);
      if (untestable !== null) expect(proofs.get(id)).toMatchObject({ tests: [], faults: [] });
    }
  });

  test("of an image is proven by cases, or is told why it is not", () => {
    const proofs = proofsOf("image");
    expect([...proofs.keys()]).toEqual(imageCatalogue.map(({ id }) => id));
    for (const { requirement, tests, faults, untestable } of proofs.values()) {
      expect(faults.length > 0, requirement).toBe(untestable === null);
      for (const fault of faults) expect(tests, requirement).toContain(fault);
      expect(new Set(tests).size, requirement).toBe(tests.length);
    }
    for (const [id, where] of Object.entries(provenElsewhere)) expect(proofs.get(id)?.faults).toEqual([where]);
    for (const [id, why] of Object.entries(undecided)) expect(proofs.get(id)?.untestable).toBe(why);
    const bound = imageCatalogue.find(({ id, binds }) => binds === "consumer" && proofs.get(id)?.untestable);
    expect(proofs.get(bound?.id ?? "")?.untestable).toMatch(/^binds what software does/);
  });
});

describe("A statement of a text", () => {
  const coverage = coverageOfText(
    { spec: "distribution", documents: new Map([["spec.md", "# Pull\n\nA registry MUST sing.\n"]]) },
    "edge",
  );

  test("that nothing answers for is a gap", () => {
    expect(coverage).toMatchObject({ spec: "distribution", version: "edge" });
    expect(coverage.statements).toMatchObject([{ proofs: [], reason: null, gaps: ["no requirement and no reason"] }]);
  });
});
