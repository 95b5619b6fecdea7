import { expect, test } from "vitest";
import { configurationOf } from "../../engine/configuration.ts";
import { planOf } from "../../engine/plan.ts";
import { runTarget } from "../../engine/run.ts";
import { openTarget } from "../../engine/target.ts";
import { answer } from "../../registry/answer.ts";
import { fault } from "../../registry/fault.ts";

const full = (status: number, reason: string) => {
  let pushes = 0;
  const errors = [{ code: "DENIED", message: reason }];
  return fault("quota-exhausted", {
    title: "after ten uploads there is no room for more",
    breaks: [],
    before: {
      "upload.close": () =>
        ++pushes > 10
          ? answer(status, { "Content-Type": "application/json" }, Buffer.from(JSON.stringify({ errors })))
          : undefined,
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
