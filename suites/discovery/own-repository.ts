import {
  type CheckContext,
  closeWith,
  type Image,
  newImage,
  type Observation,
  pushBlob,
  type Repository,
  type ScenarioContext,
} from "../kit/index.ts";

/**
 * A repository that nobody else pushes to, with the blobs of an image whose manifest is still to come. Where the
 * registry lets none be made it is the repository under test, in which other scenarios leave tags of their own.
 */
export async function ownRepository(context: ScenarioContext): Promise<{ repository: Repository; image: Image }> {
  const { step, repositoryNamed, unique, remember } = context;
  const image = newImage(context, "listed");
  const own = repositoryNamed(`${context.repository.name}-${unique("tags")}`);
  const opened = await step("ask for a repository", own.openUpload());
  const alone = opened.status < 300;
  const repository = alone ? own : context.repository;
  await Promise.all([
    alone ? closeWith({ step, repository }, opened, image.config, "config") : pushBlob(context, image.config, "config"),
    pushBlob({ step, repository }, image.layer, "layer"),
  ]);
  remember("repository", repository.name);
  remember("alone", alone);
  return { repository, image };
}

/** For checks that compare whole lists: tags that others push meanwhile would make them wrong. */
export function givenOwnRepository({ recall, notApplicable }: CheckContext): void {
  if (recall<boolean>("alone") === true) return;
  notApplicable(
    "the repository is shared with other tests, so its list changes meanwhile: let the account push to repositories whose names begin with that of the repository under test",
  );
}

/** Whether a list has these tags. */
export function showsTags(tags: readonly string[]): (list: Observation) => boolean {
  return (list) => {
    const listed = tagsIn(list) ?? [];
    return tags.every((tag) => listed.includes(tag));
  };
}

/** For readers whose registry caches its lists, or has several backends. */
export const lagging = "where lists follow pushes and deletions late, --settle says how late they may";

/** The tags that an answer lists; none when it has null in their place, undefined when it is no tag list. */
export function tagsIn(answer: Observation): string[] | undefined {
  const tags = (answer.json as { tags?: unknown } | null | undefined)?.tags;
  if (tags === null) return [];
  return Array.isArray(tags) && tags.every((tag) => typeof tag === "string") ? tags : undefined;
}
