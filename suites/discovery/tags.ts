import { isAfter } from "../../specs/versions.ts";
import { type CheckContext, describe, expect, given, type Observation, requirement } from "../kit/index.ts";
import { growing, untagged } from "./changes.ts";
import { orderOf } from "./order.ts";
import { givenOwnRepository, lagging, tagsIn } from "./own-repository.ts";
import { tagsOf, tagsOnPages, twelveTags } from "./twelve-tags.ts";

const sorted = "the order of the tags:";

/** Byte order is written down in edge only, but meant to be allowed all along. */
export function expectOrder(tags: string[], answer: Observation, { spec, note }: CheckContext): void {
  given(tags.length > 1, "whether there are tags to sort:", answer).toBe(true);
  const order = orderOf(tags) ?? `none (${tags.slice(0, 12).join(", ")})`;
  expect(order, sorted, answer).toBeOneOf("byte", "case-insensitive");
  const insensitive = orderOf(tags.map((tag) => tag.toLowerCase())) !== undefined;
  if (order === "byte" && !insensitive && !isAfter(spec, "1.1"))
    note(`the tags are in byte order, which edge allows; ${spec} asks for an order that ignores case`);
}

describe("Listing Tags", () => {
  requirement("discovery.tags.list-200", growing, (steps) => {
    for (const list of [steps["list one tag"], steps["list two tags"]]) expect(list).toHaveStatus(200);
  });

  requirement("discovery.tags.empty-repo", untagged, (steps, context) => {
    givenOwnRepository(context);
    const { put, list } = steps;
    given(put).toSucceed();
    if (list.status === 404) return context.declined("a repository without tags is not found (404)");
    expect(list).toHaveStatus(200);
    expect(tagsIn(list) !== undefined, "whether the answer is a tag list:", list).toBe(true);
    given(tagsIn(list)?.length, "the number of tags:", list).toBe(0);
  });

  requirement("discovery.tags.null-array", untagged, (steps, context) => {
    givenOwnRepository(context);
    const { put, list } = steps;
    given(put).toSucceed();
    if (list.status === 404)
      context.notApplicable("a repository without tags is not found (404), so there is no empty list");
    given(list).toHaveStatus(200);
    const tags = (list.json as { tags?: unknown } | undefined)?.tags;
    given(tagsIn(list)?.length ?? 0, "the number of tags:", list).toBe(0);
    expect(Array.isArray(tags) ? "an array" : String(tags), "tags being", list).toBe("an array");
  });

  requirement("discovery.tags.order", twelveTags, ({ list }, context) => {
    expectOrder(tagsOnPages(list, context), list, context);
  });

  requirement("discovery.tags.body", twelveTags, ({ list }, { recall }) => {
    given(list).toHaveStatus(200);
    given(list.body.truncated, "a mark of a list too long to be kept:", list).toBe(undefined);
    expect(list.json !== undefined, "whether the body is JSON:", list).toBe(true);
    expect(list.jsonObject?.name, "name", list).toBe(recall("repository"));
    const tags = list.jsonObject?.tags;
    expect(
      Array.isArray(tags) && tags.every((tag) => typeof tag === "string"),
      "whether tags is an array of strings:",
      list,
    ).toBe(true);
    expect(new Set(tagsIn(list)).size, "the number of different tags:", list).toBe(tagsIn(list)?.length);
  });

  requirement("discovery.tags.content-type", twelveTags, ({ list }) => {
    given(list).toHaveStatus(200);
    expect(list).toHaveHeader("Content-Type", /^application\/([^;]+\+)?json\s*(;|$)/i);
  });

  requirement("discovery.tags.complete", twelveTags, ({ list }, context) => {
    const listed = tagsOnPages(list, context);
    const missing = context.recall<string[]>("tags").filter((tag) => !listed.includes(tag));
    if (missing.length > 0) context.note(lagging);
    expect(missing.join(", "), "tags that are missing:", list).toBe("");
  });

  requirement("discovery.tags.unknown-repo-404", growing, (steps, { notApplicable }) => {
    const { listUnknown } = steps;
    given(steps["list two tags"]).toHaveStatus(200);
    if (listUnknown.status === 401 || listUnknown.status === 403)
      notApplicable(`what is not there is hidden behind ${listUnknown.status}: grant the right to read it to test it`);
    expect(listUnknown).toHaveStatus(404);
  });

  requirement("discovery.tags.head", twelveTags, ({ list, head }) => {
    given(tagsOf(list).length > 0, "whether there are tags:", list).toBe(true);
    expect(head).toHaveStatus(200, 404, 405).toHaveEmptyBody();
  });
});
