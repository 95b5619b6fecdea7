import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { UsageError } from "../../engine/errors.ts";
import { conductValidation, validationExitCode } from "../../engine/validation.ts";
import { imageOf, someFiles } from "../../image/corpus/layout/builder.ts";
import { membersOf } from "../../image/corpus/layout/layout-faults.ts";
import { tarOf } from "../../image/corpus/layout/tar.ts";
import type { ValidationReport } from "../../schemas/validation.ts";

const archive = (files = someFiles) => Readable.from([tarOf(membersOf(imageOf(files)))]);
const faulty = () => archive([...someFiles, { name: "../outside" }]);

describe("A validation", () => {
  test("of several inputs goes on where one cannot be read, and counts what it found in the others", async () => {
    const wishes = { inputs: ["nowhere/at/all", "-", "127.0.0.1:9/app:1"], plainHttp: true };
    const { inputs, summary, requirements, spec, interrupted } = await conductValidation(wishes, { stdin: faulty() });
    expect(inputs.map(({ input, kind, problem }) => [input, kind, problem?.kind])).toEqual([
      ["nowhere/at/all", null, "unusable"],
      ["-", "layout archive", undefined],
      ["127.0.0.1:9/app:1", "registry", "unreachable"],
    ]);
    expect(summary).toEqual({ error: 1, warning: 0, info: 0, notLookedAt: 0, unusable: 2 });
    expect(requirements).toEqual({
      // No spec says it, but whoever unpacks a layer rests on it.
      "image.layer.no-path-traversal": { title: "Entry names and hard link names stay below the root", level: null },
    });
    expect([spec, interrupted]).toEqual(["1.1", false]);
  });

  test("tells how far it is, by its input", async () => {
    const told: [string, number, number][] = [];
    const hooks = { stdin: archive(), onProgress: (...how: [string, number, number]) => told.push(how) };
    await conductValidation({ inputs: ["-"] }, hooks);
    expect(told.length).toBeGreaterThan(0);
    for (const [input, done, known] of told) {
      expect(input).toBe("-");
      expect(done).toBeLessThanOrEqual(known);
    }
  });

  test("that is interrupted reads nothing more, and says so", async () => {
    const signal = AbortSignal.abort();
    const report = await conductValidation({ inputs: ["-"] }, { stdin: faulty(), signal });
    expect(report).toMatchObject({ inputs: [], interrupted: true });
    expect(validationExitCode(report)).toBe(130);
  });

  test("that is interrupted on its way ends with what it has", async () => {
    const interruption = new AbortController();
    const stdin = faulty();
    const report = await conductValidation(
      { inputs: ["-", "nowhere/at/all"] },
      { stdin, signal: interruption.signal, onProgress: () => interruption.abort() },
    );
    expect(report.inputs.map(({ input }) => input)).toEqual(["-"]);
    expect(validationExitCode(report)).toBe(130);
  });

  test.each([
    [{ inputs: [] }, /at least one input/],
    [{ inputs: ["-", "a", "-"] }, /only once/],
    [{ inputs: ["a"], spec: "1.0,1.1" }, /images are judged by one/],
  ])("of %j cannot be", async (wishes, hint) => {
    const conducted = conductValidation(wishes, { stdin: archive() });
    await expect(conducted).rejects.toThrow(UsageError);
    await expect(conducted).rejects.toThrow(hint);
  });
});

describe("A validation ends with", () => {
  const reportWith = (more: {
    error?: number;
    warning?: number;
    problems?: ("unusable" | "unreachable")[];
    interrupted?: boolean;
  }) => {
    const { error = 0, warning = 0, problems = [], interrupted = false } = more;
    const inputs = [{}, ...problems.map((kind) => ({ problem: { kind, message: "" } }))];
    return { inputs, summary: { error, warning }, interrupted } as unknown as ValidationReport;
  };

  test.each([
    [0, {}],
    [1, { error: 1 }],
    [0, { warning: 1 }],
    [2, { error: 1, problems: ["unusable" as const] }],
    [3, { error: 1, problems: ["unreachable" as const] }],
    [2, { problems: ["unreachable" as const, "unusable" as const] }],
    [130, { error: 1, problems: ["unusable" as const], interrupted: true }],
  ])("%i where it came to %j", (code, more) => {
    expect(validationExitCode(reportWith(more))).toBe(code);
  });

  test("1 for warnings where they are to count", () => {
    expect(validationExitCode(reportWith({ warning: 1 }), { strict: true })).toBe(1);
    expect(validationExitCode(reportWith({}), { strict: true })).toBe(0);
  });
});
