import {
  type CheckContext,
  type Content,
  expect,
  given,
  integrity,
  type Observation,
  type Scenario,
  type ScenarioContext,
  type Steps,
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
    const { repository, step, unique, skipData } = context;
    const wanted = Object.entries(dataSets).filter(([name]) => !skipData.includes(name));
    const push = async ([name, make]: [string, Make]) => {
      const manifest = await make(context);
      if (!manifest) return [];
      const tag = unique("data-set");
      const put = await step(`put ${name}`, repository.putManifest(tag, manifest));
      if (!put.answered || put.status >= 300) return [name];
      await Promise.all([
        step(`get ${name} by tag`, repository.getManifest(tag, { about: manifest })),
        step(`get ${name} by digest`, repository.getManifest(manifest.digest, { about: manifest })),
      ]);
      return [name];
    };
    context.remember("pushed", (await Promise.all(wanted.map(push))).flat());
  });
}

/** What became of each data set of `pushEach`, in their order; `blocked` where one of them could not be pushed. */
export function eachPushed(steps: Steps, { recall, stepsNamed, notApplicable }: CheckContext): Pushed[] {
  const pushed = recall<string[]>("pushed");
  if (pushed.length === 0) notApplicable("nothing of the kind was pushed: leave out less by --skip-data");
  return pushed.map((name) => ({
    name,
    put: steps[`put ${name}`] as Observation,
    gets: () => stepsNamed(`get ${name} by `),
  }));
}

/** Taken, and given back as it came. */
export function expectTaken({ put, gets }: Pushed): void {
  expect(put).toSucceed();
  for (const get of gets()) {
    given(get).toHaveStatus(200);
    integrity(get).toDeliver();
  }
}

/** As `expectTaken`; but the registry may decline any of them. Declining the first one is declining the option. */
export function expectTakenOrDeclined(steps: Steps, context: CheckContext): void {
  const all = eachPushed(steps, context);
  const refused = all.filter(({ put }) => put.status >= 400);
  for (const { put } of refused) expect(put).notToBeServerError();
  for (const pushed of all) if (!refused.includes(pushed)) expectTaken(pushed);
  for (const pushed of refused) (pushed === all[0] ? context.declined : context.note)(answer(pushed));
}

/** What a push was answered with, for a reader of the report. */
export function answer({ name, put }: Pushed): string {
  return `the push of "${name}" answered ${put.status}`;
}
