import { describe, expect, given, requirement } from "../kit/index.ts";
import { nextTarget } from "./link.ts";
import { givenOwnRepository } from "./own-repository.ts";
import { expectOrder } from "./tags.ts";
import { tagsOf, tagsOnPages, twelveTags } from "./twelve-tags.ts";

describe("Listing Tags: n and Link", () => {
  requirement("discovery.tags.n-exact", twelveTags, ({ five }, { spec, recall }) => {
    expect(five).toHaveStatus(200);
    const { length } = tagsOf(five);
    given(recall<string[]>("tags").length > 5, "whether there are more tags than n:", five).toBe(true);
    // From 1.1 on a registry may cap its pages as long as it links to the rest.
    if (spec !== "1.0" && five.header("Link") !== undefined && length < 5) return;
    expect(length, "the number of tags for n=5:", five).toBe(5);
  });

  requirement("discovery.tags.n-ignored", twelveTags, ({ five }) => {
    given(five).toHaveStatus(200);
    expect(tagsOf(five).length <= 5, "whether n=5 gives five tags at most:", five).toBe(true);
  });

  requirement("discovery.tags.link-offered", twelveTags, ({ five }, { declined }) => {
    expect(five).toHaveStatus(200);
    if (five.header("Link") === undefined) declined("no Link, though n=5 leaves tags behind");
  });

  requirement("discovery.tags.link-rel-next", twelveTags, (steps, { notApplicable }) => {
    const { five } = steps;
    if (five.header("Link") === undefined) notApplicable("the list comes without a Link: send one to test it");
    const target = nextTarget(five);
    expect(target !== undefined, 'whether the Link has a target with rel="next":', five).toBe(true);
    expect(steps["five, page 2"]).toHaveStatus(200);
  });

  requirement("discovery.tags.link-walk", twelveTags, ({ five }, context) => {
    if (nextTarget(five) === undefined)
      context.notApplicable("the list comes without a Link to the next page: send one to test it");
    givenOwnRepository(context);
    const tags = tagsOnPages(five, context);
    const missing = context.recall<string[]>("tags").filter((tag) => !tags.includes(tag));
    expect(missing.join(", "), "tags that no page has:", five).toBe("");
    expect(tags.length - new Set(tags).size, "the number of tags that came again:", five).toBe(0);
  });

  requirement("discovery.tags.n-larger", twelveTags, ({ thousand }, context) => {
    expect(thousand).toHaveStatus(200);
    const tags = tagsOnPages(thousand, context);
    const missing = context.recall<string[]>("tags").filter((tag) => !tags.includes(tag));
    expect(missing.join(", "), "tags that are missing:", thousand).toBe("");
  });

  requirement("discovery.tags.n-zero-empty", twelveTags, ({ list, zero }, { note }) => {
    given(tagsOf(list).length > 0, "whether there are tags:", list).toBe(true);
    expect(zero).toHaveStatus(200);
    expect(tagsOf(zero).length, "the number of tags for n=0:", zero).toBe(0);
    if ((zero.json as { tags: unknown }).tags === null) note("the empty list is sent as null");
  });

  requirement("discovery.tags.n-zero-no-link", twelveTags, ({ list, zero }) => {
    given(tagsOf(list).length > 0, "whether there are tags:", list).toBe(true);
    given(zero).toHaveStatus(200);
    expect(zero).toLackHeader("Link");
  });

  requirement("discovery.tags.n-first-page", twelveTags, ({ list, five }, context) => {
    givenOwnRepository(context);
    given(five).toHaveStatus(200);
    const page = tagsOf(five);
    given(page.length > 0, "whether there are tags on the first page:", five).toBe(true);
    const first = tagsOnPages(list, context).slice(0, page.length);
    expect([...page].sort().join(", "), "the first tags:", five).toBe(first.sort().join(", "));
  });

  requirement("discovery.tags.order-consistent", twelveTags, ({ five }, context) => {
    given(five).toHaveStatus(200);
    expectOrder(tagsOf(five), five, context);
  });

  requirement("discovery.tags.n-invalid", twelveTags, ({ list }, { stepsNamed }) => {
    given(list).toHaveStatus(200);
    for (const answer of stepsNamed("invalid n ")) expect(answer).notToBeServerError();
  });
});
