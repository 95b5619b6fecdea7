import { describe, expect, given, requirement } from "../kit/index.ts";
import { answer, eachPushed, expectTaken, pushEach } from "./data-sets/each.ts";
import { dataSets } from "./data-sets.ts";

const rare = pushEach("manifests of rare forms are pushed", dataSets["push.manifest.exact-bytes"]);
const unknownFields = pushEach(
  "manifests with what a registry need not know are pushed",
  dataSets["push.manifest.unknown-fields"],
);
const embeddedData = pushEach("manifests with embedded data are pushed", dataSets["push.manifest.data-field"]);

describe("Pushing manifests: the exact bytes", () => {
  requirement("push.manifest.exact-bytes", rare, (steps, context) => {
    given(steps["put odd formatting"]).toSucceed();
    for (const pushed of eachPushed(steps, context)) {
      // What is stored is stored as it came; nothing says that all of it must be.
      if (pushed.put.status >= 400) context.note(answer(pushed));
      else {
        given(pushed.put).toSucceed();
        for (const get of pushed.gets()) {
          given(get).toHaveStatus(200);
          expect(get).toDeliver();
        }
      }
    }
  });

  requirement("push.manifest.unknown-fields", unknownFields, (steps, context) => {
    for (const pushed of eachPushed(steps, context)) {
      // An annotation may be too long for a registry, or too odd: the spec has no word on that.
      if (pushed.name.startsWith("annotations") && pushed.put.refused) context.note(answer(pushed));
      else expectTaken(pushed);
    }
  });

  requirement("push.manifest.data-field", embeddedData, (steps, context) =>
    eachPushed(steps, context).forEach(expectTaken),
  );
});
