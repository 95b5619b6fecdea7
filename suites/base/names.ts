import { type CheckContext, describe, expect, requirement, type Steps, scenario } from "../kit/index.ts";

const legal = { "a dot": "a.b", "an underscore": "a_b", "a hyphen": "a-b", "a digit first": "0a" };
const doubled = { "two underscores": "a__b", "two hyphens": "a--b", "three hyphens": "a---b" };
const illegal = {
  "an upper-case letter": "aB",
  "two dots": "a..b",
  "three underscores": "a___b",
  "two kinds of separator": "a._b",
  "a separator at its end": "a-",
  "a separator at its start": ".a",
};

/** What many clients allow for host, slash and name together. */
const longest = 255;

const names = scenario("uploads are opened under all kinds of repository names", async (context) => {
  const { repository, repositoryNamed, step } = context;
  const open = (label: string, name: string) => step(label, repositoryNamed(name).openUpload());

  // Some registries have no repositories below others, and some have none beside them.
  const [below, , beside] = await Promise.all([
    open("open below", `${repository.name}/a`),
    open("open below v2", `${repository.name}/v2`),
    open("open beside", `${repository.name}-a`),
  ]);
  const prefix = below.answered && below.status === 202 ? `${repository.name}/` : `${repository.name}-`;
  const { host } = new URL(beside.exchange.request.url);
  const atLimit = prefix.padEnd(longest - host.length - 1, "long");

  const all = Object.entries({ legal, doubled, illegal }).flatMap(([kind, spellings]) =>
    Object.entries(spellings).map(([what, name]) => open(`${kind}: ${what}`, prefix + name)),
  );
  await Promise.all([...all, open("length: 255 with host", atLimit), open("length: 256 with host", `${atLimit}x`)]);
});

/** Stops where the target has no place for new repositories, whatever their names. */
function givenNewNames({ openBelow, openBeside }: Steps, { notApplicable }: Pick<CheckContext, "notApplicable">): void {
  if (openBelow.status === 202 || openBeside.status === 202) return;
  notApplicable(
    `no other repository can be made (POST answered ${openBelow.status} below and ${openBeside.status} beside the one under test): ` +
      "grant the right to make some to test it",
  );
}

describe("Pulling manifests", () => {
  requirement("base.name.grammar", names, (steps, context) => {
    givenNewNames(steps, context);
    for (const open of context.stepsNamed("illegal: ")) expect(open).notToSucceed();
    for (const open of context.stepsNamed("legal: "))
      if (open.status !== 202) context.note(`a legal name was not accepted: ${open.label} answered ${open.status}`);
  });

  requirement("base.name.double-separators", names, (steps, context) => {
    givenNewNames(steps, context);
    for (const open of context.stepsNamed("doubled: ")) expect(open).toSucceed();
  });

  requirement("base.name.length", names, (steps, context) => {
    givenNewNames(steps, context);
    for (const open of context.stepsNamed("length: ")) {
      expect(open).notToBeServerError();
      context.note(`${open.exchange.step}: ${open.status}`);
    }
  });
});

describe("Endpoints", () => {
  // That the API is below /v2/ is what all tests rest on; here it is not to be looked for anywhere else in a path.
  requirement("base.version.prefix", names, ({ openBelow, openBelowV2 }, { notApplicable }) => {
    if (openBelow.status !== 202)
      notApplicable(
        `no repository can be made below the one under test (POST answered ${openBelow.status}): grant the right to make some to test it`,
      );
    expect(openBelowV2).toSucceed();
  });
});
