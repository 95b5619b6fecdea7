import { expect, test } from "vitest";
import { configurationOf } from "../../engine/configuration.ts";
import { exitCodeOf, exitCodes } from "../../engine/exit.ts";
import { planOf } from "../../engine/plan.ts";
import { runTarget } from "../../engine/run.ts";
import { openTarget } from "../../engine/target.ts";
import { answer } from "../../registry/answer.ts";
import { fault } from "../../registry/fault.ts";

function refusal(status: number, reason: string) {
  const errors = [{ code: status === 429 ? "TOOMANYREQUESTS" : "DENIED", message: reason }];
  const headers = { "Content-Type": "application/json", ...(status === 429 ? { "Retry-After": "0" } : {}) };
  return answer(status, headers, Buffer.from(JSON.stringify({ errors })));
}

const full = (status: number, reason: string) => {
  let pushes = 0;
  return fault("quota-exhausted", {
    title: "after ten uploads there is no room for more",
    breaks: [],
    before: {
      "upload.close": () => (++pushes > 10 ? refusal(status, reason) : undefined),
    },
  });
};

test.each([
  [507, "no space left"],
  [413, "storage quota exceeded"],
  [403, "adding 1 KiB exceeds the quota of this project"],
])("a quota that is exhausted in the middle of a run, answered with %i, breaks nothing", async (status, reason) => {
  const target = await openTarget(configurationOf({}, {}), { faults: [full(status, reason)] });
  try {
    const { results } = await runTarget([planOf("1.1", { only: ["push.put.*", "push.manifest.*"] })], target);
    const verdicts = new Set(results.map(({ verdict }) => verdict));
    for (const worse of ["fail", "warn", "error"]) expect(verdicts).not.toContain(worse);
    expect(results.some(({ message }) => message?.includes("raise its quota"))).toBe(true);
  } finally {
    await target.close();
  }
});

const pushing = [
  "upload.open",
  "upload.single",
  "upload.mount",
  "upload.chunk",
  "upload.close",
  "manifest.put",
] as const;

/** A whole run against a registry that takes nothing. */
async function refusedAll(status: number, reason: string) {
  const refuse = () => refusal(status, reason);
  const before = Object.fromEntries(pushing.map((operation) => [operation, refuse]));
  const faults = [fault(`pushes-refused-${status}-${reason}`, { title: "takes no pushes", breaks: [], before })];
  const target = await openTarget(configurationOf({}, {}), { faults });
  try {
    return await runTarget([planOf("1.1", {})], target);
  } finally {
    await target.close();
  }
}

test.each([
  [507, "no space left"],
  [413, "storage quota exceeded"],
  [413, "too much"],
  [403, "adding 1 KiB exceeds the quota of this project"],
  [429, "quota of pushes used up"],
])(
  "a quota that is exhausted from the start, answered with %i, leaves everything open, and is told",
  async (status, reason) => {
    const report = await refusedAll(status, reason);
    expect(new Set(report.results.map(({ verdict }) => verdict))).toEqual(new Set(["skip", "blocked"]));
    const statuses = report.summary.categories.map((category) => category.status);
    expect(new Set(statuses)).toEqual(new Set(["inconclusive"]));
    for (const cause of report.summary.rootCauses.slice(0, 6)) expect(cause.reason).toContain("raise its quota");
    expect(exitCodeOf(report)).toBe(exitCodes.untestable);
  },
);

test("an account that may not push is told what to grant, and breaks nothing", async () => {
  const report = await refusedAll(403, "requested access to the resource is denied");
  expect(new Set(report.results.map(({ verdict }) => verdict))).toEqual(new Set(["skip", "blocked"]));
  const told = report.results.map(({ message, reason }) => message ?? reason ?? "");
  expect(told.filter((text) => text.includes("grant the account the right to push")).length).toBeGreaterThan(100);
  for (const cause of report.summary.rootCauses.slice(0, 6))
    expect(cause.reason).toContain("grant the account the right");
  expect(exitCodeOf(report)).toBe(exitCodes.untestable);
});
