import { walk } from "../discovery/link.ts";
import { givenOwnRepository, ownRepository } from "../discovery/own-repository.ts";
import {
  type CheckContext,
  describe,
  descriptorOf,
  expect,
  given,
  pushImage,
  type Reply,
  requirement,
  type ScenarioContext,
  scenario,
} from "../kit/index.ts";
import { listReferrers } from "../referrers/list.ts";
import { referrerOf } from "../referrers/pushed.ts";

const manyTags = scenario("a repository with very many tags is listed", async (context) => {
  const { repository, image } = await ownRepository(context);
  const names = numbered(context.large.entries, "tag");
  await pushAll(context, names, (name) => repository.putManifest(name, image.manifest));
  const pages = await walk(context, "list", repository.listTags(), names.length + 2);
  rememberMissing(context, names, pages, (answer) => (answer as { tags?: unknown }).tags);
});

const manyReferrers = scenario("a manifest with very many referrers is listed", async (context) => {
  const { repository, unique, large } = context;
  const image = await pushImage(context, unique("subject"));
  const subject = descriptorOf(image.manifest);
  const referrers = new Map(
    numbered(large.entries, "referrer").map((name) => [name, referrerOf(image, subject, name)] as const),
  );
  await pushAll(context, [...referrers.keys()], (name) => {
    const referrer = referrers.get(name) as ReturnType<typeof referrerOf>;
    return repository.putManifest(referrer.digest, referrer);
  });
  const pages = await walk(context, "list", listReferrers(repository, subject.digest), large.entries + 2);
  const digests = [...referrers.values()].map(({ digest }) => digest);
  rememberMissing(context, digests, pages, (answer) =>
    (answer as { manifests?: { digest?: unknown }[] }).manifests?.map(({ digest }) => digest),
  );
});

function numbered(count: number, word: string): string[] {
  return Array.from({ length: count }, (_, index) => `${word}-${String(index + 1).padStart(5, "0")}`);
}

/** The first one alone: of two requests that make the same manifest, some registries refuse one. */
async function pushAll(
  { step }: ScenarioContext,
  [first = "", ...others]: readonly string[],
  call: (name: string) => Parameters<ScenarioContext["step"]>[1],
): Promise<void> {
  const push = (name: string) => step(`push ${name}`, call(name), { needs: "2xx" });
  await push(first);
  await Promise.all(others.map(push));
}

/** A list of so many is not kept whole, so that what it lacks has to be found while it is there. */
function rememberMissing(
  { remember }: ScenarioContext,
  pushed: readonly string[],
  pages: readonly Reply[],
  entriesOf: (answer: object) => unknown,
): void {
  const listed = new Set(pages.flatMap((page) => entriesIn(page, entriesOf)));
  remember("pushed", pushed.length);
  remember("pages", pages.length);
  remember("missing", pushed.filter((entry) => !listed.has(entry)).slice(0, 20));
  remember("missing in all", pushed.filter((entry) => !listed.has(entry)).length);
}

function entriesIn(page: Reply, entriesOf: (answer: object) => unknown): unknown[] {
  try {
    const found = entriesOf(Object(JSON.parse(page.bytes.toString("utf8"))));
    return Array.isArray(found) ? found : [];
  } catch {
    return [];
  }
}

/** Every page was answered, and nothing is missing from all of them together. */
function expectAll(what: string, { stepsNamed, recall }: CheckContext): void {
  const pages = stepsNamed("list");
  for (const page of pages) given(page).toHaveStatus(200);
  const last = pages.at(-1) as (typeof pages)[number];
  const count = recall<number>("missing in all");
  const some = recall<string[]>("missing").join(", ");
  expect(count === 0 ? "" : `${count}: ${some}`, `of ${recall<number>("pushed")} ${what}, those missing:`, last).toBe(
    "",
  );
}

describe("Listing Tags: very many", () => {
  requirement("discovery.tags.thousand", manyTags, (_, context) => {
    givenOwnRepository(context);
    expectAll("tags", context);
  });
});

describe("Listing Referrers: very many", () => {
  requirement("referrers.thousand", manyReferrers, (_, context) => {
    expectAll("referrers", context);
  });
});
