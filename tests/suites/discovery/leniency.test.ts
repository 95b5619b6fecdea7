import { expect, test } from "vitest";
import { configurationOf } from "../../../engine/configuration.ts";
import { planOf } from "../../../engine/plan.ts";
import { runTarget } from "../../../engine/run.ts";
import { openTarget } from "../../../engine/target.ts";
import { answer } from "../../../registry/answer.ts";
import { fault } from "../../../registry/fault.ts";
import { withJson } from "../../../registry/rewrite.ts";
import type { Settings } from "../../../registry/settings.ts";
import type { Variation } from "../base/judged.ts";

/** How the requirements of the tag list come out that do not pass, by id without its beginning. */
async function remarkable(variation: Variation, settings: Partial<Settings> = {}): Promise<Record<string, string>> {
  const faults = [fault("a-variation", { title: "a variation", breaks: [], ...variation })];
  const target = await openTarget(configurationOf({}, {}), { faults, settings });
  try {
    const { results, summary } = await runTarget([planOf("edge", { only: ["discovery.tags.*"] })], target);
    const others = results.filter(({ verdict, supported }) => verdict !== "pass" && supported !== true);
    return Object.fromEntries([
      ...others.map(({ requirement, verdict }) => [requirement.replace("discovery.tags.", ""), verdict]),
      ["all", summary.categories.find(({ id }) => id === "discovery")?.status],
    ]);
  } finally {
    await target.close();
  }
}

const insensitive = (a: string, b: string) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1);

test("pages as short as the registry likes are legal when a Link leads on", async () => {
  expect(await remarkable({}, { pageSize: 2 })).toEqual({ all: "conformant" });
});

test("an order that ignores case is legal", async () => {
  const tags: Variation["tags"] = {
    list: ({ tags }) => [...tags.keys()].sort(insensitive),
    page: (all, { n = all.length, last }) => {
      const behind = last === undefined ? all : all.filter((tag) => insensitive(tag, last) > 0 && tag !== last);
      return { tags: behind.slice(0, n), more: n > 0 && n < behind.length };
    },
  };
  expect(await remarkable({ tags })).toEqual({ all: "conformant" });
});

test("a repository that others push to leaves aside what needs one of its own", async () => {
  const before: Variation["before"] = {
    "upload.open": ({ name }) => (name.includes("-tags-") ? answer(403) : undefined),
  };
  const verdicts = await remarkable({ before });
  expect(verdicts).toMatchObject({ all: "conformant", last: "skip", "empty-repo": "skip", "reflects-push": "skip" });
  expect(Object.values(verdicts).filter((verdict) => verdict !== "skip")).toEqual(["conformant"]);
});

test("a repository without tags may be unknown", async () => {
  const before: Variation["before"] = {
    "tags.list": ({ name }, { repositories }) => (repositories.get(name)?.tags.size === 0 ? answer(404) : undefined),
  };
  expect(await remarkable({ before })).toEqual({ "empty-repo": "info", "null-array": "skip", all: "conformant" });
});

test("null in the place of an empty list breaks nothing but its own requirement", async () => {
  const nulls = withJson(({ name, tags }: { name: string; tags: string[] }) => ({
    name,
    tags: tags?.length ? tags : null,
  }));
  expect(
    await remarkable({
      answer: { "tags.list": (said, ...rest) => (said.status === 200 ? nulls(said, ...rest) : said) },
    }),
  ).toEqual({ "null-array": "warn", all: "conformant" });
});

test("a registry without tag list does not claim discovery", async () => {
  const verdicts = await remarkable({ before: { "tags.list": () => answer(404) } });
  expect(new Set(Object.values(verdicts))).toEqual(new Set(["skip", "not claimed"]));
});
