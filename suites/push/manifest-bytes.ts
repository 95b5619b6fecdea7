import { describe, expect, given, requirement } from "../kit/index.ts";
import { answer, eachPushed, expectTaken, pushEach } from "./data-sets/each.ts";
import { dataSets } from "./data-sets.ts";

const rare = pushEach("manifests of rare forms are pushed", dataSets["push.manifest.exact-bytes"]);
const unknownFields = pushEach("a manifest with unknown fields is pushed", dataSets["push.manifest.unknown-fields"]);
const embeddedData = pushEach("manifests with embedded data are pushed", dataSets["push.manifest.data-field"]);

describe("Pushing manifests: the exact bytes", () => {
  requirement("push.manifest.exact-bytes", rare, (steps, context) => {
    given(steps["put odd formatting"]).toSucceed();
    for (const pushed of eachPushed(context)) {
      const { put, gets } = pushed;
      // What is stored is stored as it came; nothing says that all of it must be.
      if (put.refused) {
        context.note(answer(pushed));
        continue;
      }
      given(put).toSucceed();
      for (const get of gets()) {
        given(get).toHaveStatus(200);
        expect(get).toDeliver();
      }
    }
  });

  for (const [id, scenario] of [
    ["push.manifest.unknown-fields", unknownFields],
    ["push.manifest.data-field", embeddedData],
  ] as const)
    requirement(id, scenario, (_, context) => eachPushed(context).forEach(expectTaken));
});
