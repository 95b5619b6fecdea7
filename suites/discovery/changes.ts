import { setTimeout as wait } from "node:timers/promises";
import {
  describe,
  expect,
  given,
  isThere,
  longScenario,
  type Observation,
  type Repository,
  requirement,
  type ScenarioContext,
  scenario,
} from "../kit/index.ts";
import { givenOwnRepository, lagging, ownRepository, showsTags, tagsIn } from "./own-repository.ts";
import { tagsOf } from "./twelve-tags.ts";

/** Tries that a change has to show in the list, with a pause that doubles from 50 ms: it may take effect late. */
const tries = 5;

/** One tag, then a second one. */
export const growing = longScenario("a tag is pushed, and then another", async (context) => {
  const { step, unique, remember, unknownRepository } = context;
  const { repository, image } = await ownRepository(context);
  const [first, second] = [unique("first"), unique("second")];
  await step("push first", repository.putManifest(first, image.manifest), { needs: "2xx" });
  await Promise.all([
    step("list one tag", repository.listTags(), { shows: showsTags([first]) }),
    step("list unknown", unknownRepository().listTags()),
  ]);
  await step("push second", repository.putManifest(second, image.manifest), { needs: "2xx" });
  remember("second", second);
  await listUntil(context, repository, "list two tags", (tags) => tags.includes(second));
});

/** A repository that has a manifest and no tag. */
export const untagged = scenario("a manifest is pushed by digest to a repository without tags", async (context) => {
  const { repository, image } = await ownRepository(context);
  if (repository === context.repository) return;
  await context.step("put", repository.putManifest(image.manifest.digest, image.manifest));
  await context.step("list", repository.listTags(), { shows: isThere });
});

/** Two tags, of which one is deleted. */
const fewerTags = longScenario("one of two tags is deleted", async (context) => {
  const { step, unique, remember } = context;
  const { repository, image } = await ownRepository(context);
  const [stays, goes] = [unique("stays"), unique("goes")];
  await step("push first", repository.putManifest(stays, image.manifest), { needs: "2xx" });
  await step("push second", repository.putManifest(goes, image.manifest), { needs: "2xx" });
  remember("tags", { stays, goes });
  await step("list before", repository.listTags(), { shows: showsTags([stays, goes]) });
  const { status } = await step("delete tag", repository.deleteManifest(goes));
  if (status < 300) await listUntil(context, repository, "list after", (tags) => !tags.includes(goes));
});

/** Lists until the change shows or the tries are over, as steps `<name>`, `<name>, again 2`, … */
async function listUntil(
  { step, remember }: ScenarioContext,
  repository: Repository,
  name: string,
  shows: (tags: string[]) => boolean,
): Promise<void> {
  for (let attempt = 1; attempt <= tries; attempt++) {
    if (attempt > 1) await wait(25 * 2 ** (attempt - 1));
    const label = attempt === 1 ? name : `${name}, again ${attempt}`;
    const changed = (list: Observation) => shows(tagsIn(list) ?? []);
    const answer = await step(label, repository.listTags(), { shows: attempt === 1 ? changed : () => true });
    remember("latest list", label);
    if (!answer.answered || answer.status !== 200 || changed(answer)) return;
  }
}

describe("Listing Tags: what changed", () => {
  requirement("discovery.tags.reflects-push", growing, (steps, context) => {
    givenOwnRepository(context);
    const { recall } = context;
    const list = steps[recall<string>("latest list")];
    given(list).toHaveStatus(200);
    const second = recall<string>("second");
    if (!tagsOf(list).includes(second)) context.note(lagging);
    expect(tagsOf(list).includes(second), `whether ${second}, which was pushed, is listed:`, list).toBe(true);
  });

  requirement("discovery.tags.reflects-delete", fewerTags, (steps, context) => {
    givenOwnRepository(context);
    const { recall } = context;
    const { stays, goes } = recall<{ stays: string; goes: string }>("tags");
    given(tagsOf(steps.listBefore).includes(goes), `whether ${goes} was listed:`, steps.listBefore).toBe(true);
    given(steps.deleteTag).toSucceed();
    const list = steps[recall<string>("latest list")];
    given(list).toHaveStatus(200);
    given(tagsOf(list).includes(stays), `whether ${stays}, which was kept, is listed:`, list).toBe(true);
    if (tagsOf(list).includes(goes)) context.note(lagging);
    expect(tagsOf(list).includes(goes), `whether ${goes}, which was deleted, is listed:`, list).toBe(false);
  });
});
