import { describe, expect, given, requirement, scenario } from "../kit/index.ts";
import { newManifest } from "../push/new-manifest.ts";

const bareHex = scenario("a tag is pushed that reads like a digest without its algorithm", async (context) => {
  const { repository, step, unique } = context;
  const [one, other] = await Promise.all([newManifest(context), newManifest(context)]);
  const tag = unique("one");
  const hex = one.digest.replace("sha256:", "");
  await Promise.all([
    step("put", repository.putManifest(tag, one), { needs: "2xx" }),
    step("put under hex", repository.putManifest(hex, other)),
  ]);
  await Promise.all([
    step("get by tag", repository.getManifest(tag, { about: one })),
    step("get by digest", repository.getManifest(one.digest, { about: one })),
    step("get by hex", repository.getManifest(hex, { about: other })),
  ]);
});

const neither = scenario("a manifest is pushed and pulled under what is neither tag nor digest", async (context) => {
  const { repository, step, unique } = context;
  const manifest = await newManifest(context);
  const tag = unique("proper");
  const references = {
    "no tag, a dot first": ".leading",
    "no tag, a plus sign": "a+b",
    "no digest, cut short": manifest.digest.slice(0, "sha256:".length + 12),
    "no digest, not hexadecimal": `sha256:${"z".repeat(64)}`,
  };
  await step("put", repository.putManifest(tag, manifest), { needs: "2xx" });
  await step("get", repository.getManifest(tag, { about: manifest }));
  await Promise.all(
    Object.entries(references).map(async ([what, reference]) => {
      await step(`${what}: put`, repository.putManifest(reference, manifest));
      await step(`${what}: get`, repository.getManifest(reference));
    }),
  );
});

describe("Pulling manifests", () => {
  requirement("base.reference.forms", bareHex, (steps, { notApplicable }) => {
    const { getByTag, getByDigest, putUnderHex, getByHex } = steps;
    for (const get of [getByTag, getByDigest]) given(get).toHaveStatus(200).toDeliver();
    if (putUnderHex.status >= 400 && putUnderHex.status < 500)
      notApplicable(
        `a tag of 64 hexadecimal digits is refused (${putUnderHex.status}), so no tag can be taken for a digest`,
      );
    given(putUnderHex).toSucceed();
    expect(getByHex).toHaveStatus(200).toDeliver();
  });

  requirement("base.reference.other-format-rejected", neither, ({ get }, { spec, stepsNamed, note }) => {
    given(get).toHaveStatus(200).toDeliver();
    // 1.0 has no grammar of tags.
    const judged = [...stepsNamed("no digest, "), ...(spec === "1.0" ? [] : stepsNamed("no tag, "))];
    for (const answer of judged) {
      expect(answer).notToSucceed();
      if (answer.status >= 500)
        note(`"${answer.exchange.step}" answered ${answer.status}, though it is the request that is wrong`);
    }
  });
});
