import {
  type CheckContext,
  type Content,
  expect,
  given,
  integrity,
  type Observation,
  type Scenario,
  type ScenarioContext,
  scenario,
} from "../../kit/index.ts";

/** Makes a manifest, and pushes what it refers to; undefined where the registry lacks what that takes. */
export type Make = (context: ScenarioContext) => Promise<Content | undefined>;

/** A manifest that was pushed, by the name of its data set. */
export interface Pushed {
  name: string;
  put: Observation;
  /** By tag and by digest; only of one that was taken. */
  gets: () => Observation[];
}

/** Each manifest is pushed by tag; one that is taken is read back by tag and by digest. */
export function pushEach(title: string, dataSets: Record<string, Make>): Scenario<void> {
  return scenario(title, async (context) => {
    const { repository, step, unique } = context;
    const push = async ([name, make]: [string, Make]) => {
      const manifest = await make(context);
      if (!manifest) return;
      const tag = unique("data-set");
      const put = await step(`put ${name}`, repository.putManifest(tag, manifest));
      if (!put.answered || put.status >= 300) return;
      await Promise.all([
        step(`get ${name} by tag`, repository.getManifest(tag, { about: manifest })),
        step(`get ${name} by digest`, repository.getManifest(manifest.digest, { about: manifest })),
      ]);
    };
    await Promise.all(Object.entries(dataSets).map(push));
  });
}

/** What became of each data set of `pushEach`. */
export function eachPushed({ stepsNamed }: CheckContext): Pushed[] {
  return stepsNamed("put ").map((put) => {
    const name = put.exchange.step.slice("put ".length);
    return { name, put, gets: () => stepsNamed(`get ${name} by `) };
  });
}

/** Taken, and given back as it came. */
export function expectTaken({ put, gets }: Pushed): void {
  expect(put).toSucceed();
  for (const get of gets()) {
    given(get).toHaveStatus(200);
    integrity(get).toDeliver();
  }
}

/** As `expectTaken`; but the registry may decline any of them. It declined the option when it took none. */
export function expectTakenOrDeclined(context: CheckContext): void {
  const all = eachPushed(context);
  const refused = all.filter(({ put }) => put.status >= 400);
  for (const { put } of refused) expect(put).notToBeServerError();
  for (const pushed of all) if (!refused.includes(pushed)) expectTaken(pushed);
  if (refused.length === all.length) context.declined(refused.map(answer).join(", "));
  else for (const pushed of refused) context.note(answer(pushed));
}

/** What a push was answered with, for a reader of the report. */
export function answer({ name, put }: Pushed): string {
  return `the push of "${name}" answered ${put.status}`;
}
