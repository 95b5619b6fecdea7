import { nextTarget, walk } from "../discovery/link.ts";
import {
  type CheckContext,
  describe,
  descriptorOf,
  expect,
  given,
  type Observation,
  pushImage,
  requirement,
  scenario,
} from "../kit/index.ts";
import { entriesOf, goesOn, hadRoom, listReferrers, oneMore, pushOneMore, showsReferrers } from "./list.ts";
import { referrerOf } from "./pushed.ts";

const count = 12;
/** Even one referrer a page needs no more. */
const longestWalk = count + 2;

const twelveReferrers = scenario("a manifest with twelve referrers is listed to the end", async (context) => {
  const { repository, step, unique, remember } = context;
  const image = await pushImage(context, unique("subject"));
  const subject = descriptorOf(image.manifest);
  const referrers = Array.from({ length: count }, (_, index) => referrerOf(image, subject, `number ${index + 1}`));
  remember(
    "referrers",
    referrers.map(({ digest }) => digest),
  );
  await Promise.all(
    referrers.map((referrer, index) =>
      step(`put ${index + 1}`, repository.putManifest(unique("referrer"), referrer), { needs: "2xx" }),
    ),
  );
  const list = listReferrers(repository, subject.digest);
  const [first, second] = await walk(context, "list", list, longestWalk, showsReferrers(...referrers));
  if (!first || second || goesOn(first) || first.status !== 200 || showsReferrers(...referrers)(first)) return;
  const more = referrerOf(image, subject, "one more");
  await pushOneMore(context, more, list, showsReferrers(more));
});

function pagesOf({ stepsNamed }: CheckContext): readonly Observation[] {
  return stepsNamed("list").filter(({ exchange }) => exchange.step !== oneMore);
}

/** The pages behind the first, when a Link leads to them. */
function pagedOrSkipped(first: Observation, { notApplicable }: CheckContext): void {
  given(first).toHaveStatus(200);
  if (first.header("Link") === undefined)
    notApplicable(`${count} referrers come at once, without a Link: list fewer at once to test it`);
}

describe("Listing Referrers: Link", () => {
  requirement("referrers.link-when-paged", twelveReferrers, (steps, context) => {
    const pages = pagesOf(context);
    const last = pages.at(-1) as Observation;
    for (const page of pages) given(page).toHaveStatus(200);
    if (last.header("Link") !== undefined)
      context.notApplicable("there is a Link that cannot be followed to an end: another requirement judges it");
    const found = new Set(pages.flatMap((page) => entriesOf(page).map(({ digest }) => digest)));
    const missing = context.recall<string[]>("referrers").filter((digest) => !found.has(digest));
    given(found.size > 0, "whether there are referrers", steps.list).toBe(true);
    if (context.happened(oneMore) && hadRoom(steps.list, steps[oneMore]))
      context.notApplicable("referrers that were pushed at once are lost: list them to test it");
    expect(missing.length, "referrers that are on no page", last).toBe(0);
  });

  requirement("referrers.link-rel-next", twelveReferrers, (steps, context) => {
    const first = steps.list;
    pagedOrSkipped(first, context);
    expect(nextTarget(first) !== undefined, 'whether the Link has a target with rel="next"', first).toBe(true);
    expect(steps["list, page 2"]).toHaveStatus(200);
  });

  requirement("referrers.link-pages-distinct", twelveReferrers, (steps, context) => {
    const first = steps.list;
    pagedOrSkipped(first, context);
    given(context.happened("list, page 2"), "whether the Link leads to a second page", first).toBe(true);
    const seen = new Set<string>();
    for (const page of pagesOf(context)) {
      given(page).toHaveStatus(200);
      expect(Array.isArray(page.jsonObject?.manifests), "a list of manifests", page).toBe(true);
      const again = entriesOf(page).filter(({ digest }) => seen.has(digest));
      expect(again.length, "entries that an earlier page had", page).toBe(0);
      for (const { digest } of entriesOf(page)) seen.add(digest);
    }
  });
});
