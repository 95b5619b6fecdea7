import { describe, expect, test } from "vitest";
import { conductRun } from "../../engine/conduct.ts";
import { configurationOf } from "../../engine/configuration.ts";
import { isFurtherTry, type Opinion, steady, titleOfTry } from "../../engine/steadiness.ts";
import { verify } from "../../engine/verify.ts";
import { startRegistry } from "../../registry/server.ts";
import { startUnreliableProxy } from "../reliability/unreliable-proxy.ts";

const failed = '"put" answered 503';
const opinion = (says: string | undefined, ...failures: string[]): Opinion<string> => ({
  value: says ?? "undecided",
  says,
  failures,
  seen: failures,
});

/** What comes of these tries, and how many of them were held. */
async function outcome(...tries: Opinion<string>[]) {
  let held = 0;
  const hold = async (attempt: number) => {
    held++;
    return tries[attempt] ?? opinion(undefined);
  };
  return { value: await steady(hold, () => "unsteady"), held };
}

describe("An opinion that may rest on a failed answer", () => {
  test.each<[string, Opinion<string>[], { value: string; held: number }]>([
    ["no failure: the first try counts", [opinion("fail")], { value: "fail", held: 1 }],
    ["nothing decided: nothing to confirm", [opinion(undefined, failed)], { value: "undecided", held: 1 }],
    ["a try without failures agrees", [opinion("fail", failed), opinion("fail")], { value: "fail", held: 2 }],
    ["a try without failures disagrees", [opinion("fail", failed), opinion("pass")], { value: "unsteady", held: 2 }],
    ["it is always the same", Array(4).fill(opinion("fail", failed)), { value: "fail", held: 4 }],
    [
      "it fails elsewhere each time",
      ["a", "b", "c", "d"].map((where) => opinion("fail", where)),
      { value: "unsteady", held: 4 },
    ],
    ["no further try decides", [opinion("fail", failed)], { value: "unsteady", held: 4 }],
  ])("%s", async (_, tries, expected) => {
    expect(await outcome(...tries)).toEqual(expected);
  });

  test("further tries have titles of their own", () => {
    const titles = [0, 1, 2, 3].map((attempt) => titleOfTry("a push", attempt));
    expect(new Set(titles).size).toBe(4);
    expect(titles.map(isFurtherTry)).toEqual([false, true, true, true]);
  });
});

test("a registry that fails now and then gets no false verdict, and the report can be judged again", async () => {
  const registry = await startRegistry();
  const proxy = await startUnreliableProxy(registry.url, { seed: 3, oneIn: 20 });
  try {
    const wishes = { registry: proxy.url, category: ["pull"], keep: true };
    const report = await conductRun(configurationOf(wishes, {}));
    expect(proxy.failed.length).toBeGreaterThan(0);
    expect(report.results.filter(({ verdict }) => verdict === "fail" || verdict === "warn")).toEqual([]);
    expect((await verify(report)).discrepancies).toEqual([]);
  } finally {
    await proxy.close();
    await registry.close();
  }
});

test("a registry that always fails at one place is told so", async () => {
  const registry = await startRegistry();
  const proxy = await startUnreliableProxy(registry.url, {
    seed: 1,
    always: ({ method, url = "" }) => method === "HEAD" && url.includes("/manifests/"),
  });
  try {
    const wishes = { registry: proxy.url, only: ["pull.manifest.head-200"], keep: true };
    const { results } = await conductRun(configurationOf(wishes, {}));
    expect(results).toMatchObject([{ verdict: "fail", message: "Expected status 200, received status 500" }]);
  } finally {
    await proxy.close();
    await registry.close();
  }
});
