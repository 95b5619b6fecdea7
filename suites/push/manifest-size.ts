import { describe, expect, given, type Observation, requirement, scenario } from "../kit/index.ts";
import { answer, eachPushed, expectTaken, pushEach } from "./data-sets/each.ts";
import { manifestOfSize } from "./data-sets/large.ts";
import { dataSets } from "./data-sets.ts";

const MiB = 1024 * 1024;

const large = pushEach("large manifests are pushed", dataSets["push.manifest.four-megabytes"]);

const tooLarge = scenario("ever larger manifests are pushed", async (context) => {
  const { repository, step, unique } = context;
  await step("control", repository.putManifest(unique("control"), await manifestOfSize(context, 30_000)));
  // Just above the limit that the spec advises, and well above it.
  for (const size of [5, 16]) {
    const tag = unique("too-large");
    const put = await step(`put ${size} MiB`, repository.putManifest(tag, await manifestOfSize(context, size * MiB)));
    if (put.answered && put.status < 300) continue;
    await step("get refused", repository.getManifest(tag));
    return;
  }
});

describe("Pushing manifests: size", () => {
  requirement("push.manifest.size-limit", tooLarge, ({ control }, { stepsNamed, note }) => {
    given(control).toSucceed();
    const last = stepsNamed("put ").at(-1) as Observation;
    const { size } = last.exchange.request.body;
    const outcome = last.answered && last.status < 300 ? "accepted" : "refused";
    note(`${outcome}: ${size} bytes${outcome === "accepted" ? "; a limit above that would not be seen" : ""}`);
    expect(outcome, `a manifest of ${size / MiB} MiB`, last).toBe("refused");
  });

  requirement("push.manifest.too-large-413", tooLarge, (steps, { stepsNamed, happened, notApplicable }) => {
    given(steps.control).toSucceed();
    const last = stepsNamed("put ").at(-1) as Observation;
    if (!happened("get refused")) notApplicable("no manifest was refused for its size, up to 16 MiB");
    expect(last).toBeAnswered();
    expect(last).toHaveStatus(413);
    expect(steps.getRefused).notToSucceed();
  });

  requirement("push.manifest.four-megabytes", large, (steps, context) => {
    for (const pushed of eachPushed(steps, context)) {
      // The spec speaks of bytes only: a limit to the number of layers is the registry's own affair.
      if (pushed.name === "a thousand layers" && pushed.put.refused) context.note(answer(pushed));
      else expectTaken(pushed);
    }
  });
});
