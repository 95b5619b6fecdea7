import { expect, test } from "vitest";
import { configurationOf } from "../../engine/configuration.ts";
import { planOf } from "../../engine/plan.ts";
import { runTarget } from "../../engine/run.ts";
import { openTarget } from "../../engine/target.ts";
import { answer } from "../../registry/answer.ts";
import { fault } from "../../registry/fault.ts";
import type { RegistryRequest } from "../../registry/request.ts";
import type { Report } from "../../schemas/report.ts";

/** A run against a registry that answers a closing PUT with content like this. */
async function run(status: number, only?: string[]): Promise<Report> {
  const refuse = (request: RegistryRequest) =>
    Number(request.header("content-length")) > 0 ? answer(status, {}, Buffer.from("not implemented")) : undefined;
  const title = "takes no content with the closing PUT";
  const faults = [fault(`close-with-content-${status}`, { title, breaks: [], before: { "upload.close": refuse } })];
  const target = await openTarget(configurationOf({}, {}), { faults });
  try {
    return await runTarget([planOf("1.1", only ? { only } : {})], target);
  } finally {
    await target.close();
  }
}

test.each([500, 405])(
  "A registry that answers %i to a closing PUT with content is judged by the rest",
  async (status) => {
    const { results } = await run(status);
    const withVerdict = (...wanted: string[]) =>
      results.filter(({ verdict }) => wanted.includes(verdict)).map(({ requirement }) => requirement);
    expect(withVerdict("fail")).toContain("push.put.created-201");
    expect(
      withVerdict("fail", "warn").filter(
        (id) =>
          !/^(push|errors|base\.digest\.sha512|pull\.(empty-blob|large-concurrent)|management\.blob\.reupload)/.test(
            id,
          ),
      ),
    ).toEqual([]);
    expect(withVerdict("blocked", "error").length).toBeLessThan(30);
    expect(withVerdict("pass").length).toBeGreaterThan(150);
  },
);

test("Where the right to push or room is missing, no other way is tried", async () => {
  for (const status of [403, 507]) {
    const { exchanges } = await run(status, ["pull.*"]);
    expect(exchanges.some(({ step }) => step.endsWith(" otherwise"))).toBe(false);
  }
});
