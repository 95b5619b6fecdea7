import { type CheckContext, describe, expect, given, type Observation, requirement } from "../kit/index.ts";
import { givenOwnRepository } from "./own-repository.ts";
import { expectOrder } from "./tags.ts";
import { tagsOf, tagsOnPages, twelveTags } from "./twelve-tags.ts";

/** The whole list, in a repository in which nobody else pushes. */
function wholeList(list: Observation, context: CheckContext): string[] {
  givenOwnRepository(context);
  return tagsOnPages(list, context);
}

/** No tag up to `count` is there, and those behind follow, as many as the page has. */
function expectAfter(count: number, page: string[], whole: string[], answer: Observation): void {
  const early = whole.slice(0, count).filter((tag) => page.includes(tag));
  expect(early.join(", "), `tags up to ${whole[count - 1]} that came:`, answer).toBe("");
  const missing = whole.slice(count, count + page.length).filter((tag) => !page.includes(tag));
  expect(missing.join(", "), `tags after ${whole[count - 1]} that did not come:`, answer).toBe("");
}

describe("Listing Tags: last", () => {
  requirement("discovery.tags.last-is-name", twelveTags, (steps, context) => {
    const whole = wholeList(steps.list, context);
    const after = steps["after 9"];
    given(after).toHaveStatus(200);
    const page = tagsOnPages(after, context);
    if (page.length >= whole.length) context.notApplicable("last is ignored, so it is no index either");
    // The tag named 9 is among the first; the ninth entry is near the end.
    const next = whole[whole.indexOf("9") + 1] ?? "";
    expect(page.includes(next), `whether ${next}, which follows the tag 9, is listed for last=9:`, after).toBe(true);
  });

  requirement("discovery.tags.last", twelveTags, (steps, context) => {
    const whole = wholeList(steps.list, context);
    const after = steps["after the fourth"];
    expect(after).toHaveStatus(200);
    const page = tagsOf(after);
    expect(page.length > 0 && page.length <= 4, "whether n=4 gives one to four tags:", after).toBe(true);
    expectAfter(4, page, whole, after);
  });

  requirement("discovery.tags.last-order", twelveTags, (steps, context) => {
    givenOwnRepository(context);
    // Without the whole list nobody knows which tag is the fourth.
    given(context.happened("after the fourth"), "whether the tags were listed to follow one of them:", steps.list).toBe(
      true,
    );
    const after = steps["after the fourth"];
    given(after).toHaveStatus(200);
    expectOrder(tagsOf(after), after, context);
  });

  requirement("discovery.tags.last-without-n", twelveTags, (steps, context) => {
    const whole = wholeList(steps.list, context);
    const after = steps["after the sixth"];
    expect(after).toHaveStatus(200);
    const page = tagsOnPages(after, context);
    expectAfter(6, page, whole, after);
    expect(page.length >= whole.length - 6, "whether all tags behind the sixth came:", after).toBe(true);
  });

  requirement("discovery.tags.last-end", twelveTags, (steps, context) => {
    given(wholeList(steps.list, context).length > 0, "whether there are tags:", steps.list).toBe(true);
    const after = steps["after the end"];
    expect(after).toHaveStatus(200).toLackHeader("Link");
    expect(tagsOf(after).length, "the number of tags after the last one:", after).toBe(0);
  });

  requirement("discovery.tags.last-unknown", twelveTags, (steps) => {
    given(steps.list).toHaveStatus(200);
    expect(steps["after an absent tag"]).notToBeServerError();
  });
});
