import { describe, expect, given, requirement, scenario } from "../kit/index.ts";
import { newManifest } from "../push/new-manifest.ts";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-";

const spellings = scenario("a manifest gets tags of every kind that the grammar allows", async (context) => {
  const { repository, step, unique } = context;
  const manifest = await newManifest(context);
  const tags = {
    plain: unique("plain"),
    "with underscore first": `_${unique("underscore")}`,
    "with digit first": `0.${unique("digit")}`,
    "with upper case": `A.B-c_${unique("upper")}`,
    "of 128 characters": unique("longest").padEnd(128, alphabet),
    "of 129 characters": unique("too-long").padEnd(129, alphabet),
  };
  await Promise.all(
    Object.entries(tags).map(async ([kind, tag]) => {
      await step(`put tag ${kind}`, repository.putManifest(tag, manifest));
      await step(`get tag ${kind}`, repository.getManifest(tag, { about: manifest }));
    }),
  );
});

const cases = scenario("two tags differ in nothing but their case", async (context) => {
  const { repository, step, unique } = context;
  const [upper, lower] = await Promise.all([newManifest(context), newManifest(context)]);
  const tag = unique("case");
  await step("put upper", repository.putManifest(tag.toUpperCase(), upper));
  await step("put lower", repository.putManifest(tag, lower));
  await Promise.all([
    step("get upper", repository.getManifest(tag.toUpperCase(), { about: upper })),
    step("get lower", repository.getManifest(tag, { about: lower })),
  ]);
});

describe("Pulling manifests", () => {
  requirement("base.tag.max-128", spellings, (steps) => {
    given(steps.getTagPlain).toHaveStatus(200).toDeliver();
    expect(steps["put tag of 129 characters"]).notToSucceed();
    expect(steps["get tag of 129 characters"]).notToSucceed();
  });

  requirement("base.tag.alphabet", spellings, (steps) => {
    given(steps.getTagPlain).toHaveStatus(200).toDeliver();
    for (const kind of ["with underscore first", "with digit first", "with upper case", "of 128 characters"]) {
      expect(steps[`put tag ${kind}`]).toSucceed();
      expect(steps[`get tag ${kind}`]).toHaveStatus(200).toDeliver();
    }
  });

  requirement("base.tag.case-sensitive", cases, ({ putUpper, getUpper, getLower }, { notApplicable }) => {
    given(getLower).toHaveStatus(200).toDeliver();
    if (putUpper.status >= 400 && putUpper.status < 500)
      notApplicable(`tags with upper case are refused (${putUpper.status}), so no two differ in case only`);
    given(putUpper).toSucceed();
    expect(getUpper).toHaveStatus(200).toDeliver();
  });
});
