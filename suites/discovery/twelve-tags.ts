import { type CheckContext, given, longScenario, type Observation } from "../kit/index.ts";
import { walk } from "./link.ts";
import { ownRepository, showsTags, tagsIn } from "./own-repository.ts";

/**
 * In no order at all: upper and lower case, numbers of one and two digits, every separator, and a word that registries
 * use for folders of their own.
 */
const names = ["charlie", "10", "alpha", "Bravo", "9", "a.b", "index", "a-b", "2", "a_b", "Delta", "3"];

/** Pages that a walk takes at most: in a repository of our own four are enough, one that others use may be long. */
const longestWalk = 30;

/** Twelve tags, listed in every way; most requirements of the tag list read this one. */
export const twelveTags = longScenario("a repository with twelve tags is listed in every way", async (context) => {
  const { step, unique, remember } = context;
  const { repository, image } = await ownRepository(context);
  const alone = repository !== context.repository;
  // Of two first requests that make the same manifest, some registries refuse one.
  const [first = "", ...others] = alone ? names : names.map(unique);
  const tag = (name: string) => step(`push ${name}`, repository.putManifest(name, image.manifest), { needs: "2xx" });
  await tag(first);
  await Promise.all(others.map(tag));
  remember("tags", [first, ...others]);

  const ask = (name: string, query?: string, shows?: (list: Observation) => boolean) =>
    walk(context, name, repository.listTags(query === undefined ? {} : { query }), longestWalk, shows);
  // The others are asked for when this one has settled: which five tags are the first five depends on all.
  const pages = await ask("list", undefined, showsTags([first, ...others]));
  await Promise.all([
    ask("five", "n=5"),
    ask("thousand", "n=1000"),
    step("zero", repository.listTags({ query: "n=0" })),
    step("invalid n abc", repository.listTags({ query: "n=abc" })),
    step("invalid n -1", repository.listTags({ query: "n=-1" })),
    step("head", repository.request("HEAD", "tags/list")),
    step("after an absent tag", repository.listTags({ query: "n=2&last=bb" })),
  ]);
  const all = pages.flatMap((page) => tagsIn(page) ?? []);
  if (!alone || all.length < names.length - 1) return;
  await Promise.all([
    step("after the fourth", repository.listTags({ query: `n=4&last=${all[3]}` })),
    step("after the end", repository.listTags({ query: `n=3&last=${all.at(-1)}` })),
    ask("after the sixth", `last=${all[5]}`),
    ask("after 9", "last=9"),
  ]);
});

/** The tags on all pages of a walk, which were all tag lists. */
export function tagsOnPages(first: Observation, context: CheckContext): string[] {
  const { stepsNamed, happened, recall, notApplicable } = context;
  const { step } = first.exchange;
  if (recall<boolean>("alone") !== true && happened(`${step}, page ${longestWalk}`))
    notApplicable(`the list of this repository goes on after ${longestWalk} pages: test with one that has fewer tags`);
  const pages = [first, ...(happened(`${step}, page 2`) ? stepsNamed(`${step}, page `) : [])];
  return pages.flatMap((page) => {
    given(page).toHaveStatus(200);
    return tagsOf(page);
  });
}

/** The tags on this page, which is a tag list. */
export function tagsOf(page: Observation): string[] {
  const tags = tagsIn(page);
  given(tags !== undefined, "whether the answer is a tag list:", page).toBe(true);
  return tags ?? [];
}
