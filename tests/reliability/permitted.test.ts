import { expect, test } from "vitest";
import { permitted, runWhere } from "../engine/permitted.ts";

test.each(Object.keys(permitted))("nothing is wrong with a registry where this alone holds: %s", async (name) => {
  const { report, wrong } = await runWhere([name]);
  expect(wrong).toEqual([]);
  expect(report.summary.conformant).toBe(true);
});
