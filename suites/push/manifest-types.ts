import { Content, describe, expect, given, integrity, mediaTypes, requirement, type Steps } from "../kit/index.ts";
import { eachPushed, expectTaken, expectTakenOrDeclined, pushEach } from "./data-sets/each.ts";
import { dataSets } from "./data-sets.ts";
import { newManifest, pushOf } from "./new-manifest.ts";

const withoutType = pushOf("a manifest is pushed without Content-Type", async (context) => {
  const typed = await newManifest(context);
  return new Content(typed.bytes, () => typed.source);
});

const contradictory = pushOf(
  "a manifest is pushed under another type than it declares",
  (context) => newManifest(context),
  mediaTypes.index,
);

const withoutOptional = pushEach("manifests without mediaType are pushed", dataSets["push.manifest.mediatype-absent"]);
const emptyLists = pushEach("manifests over nothing are pushed", dataSets["push.manifest.empty-layers"]);
const unknownType = pushEach("a manifest of an unknown type is pushed", dataSets["push.manifest.unknown-media-type"]);
const artifacts = pushEach("manifests with an artifact type are pushed", dataSets["push.manifest.artifact-type"]);
const docker = pushEach("Docker schema 2 manifests are pushed", dataSets["push.manifest.docker-schema2"]);
const indexes = pushEach("indexes are pushed", dataSets["push.manifest.index-accepted"]);

/** Taken up means stored as it came; declining is the registry's right, a server error is not. */
function takenUpOrDeclined({ put, get }: Steps, declined: (how: string) => void): void {
  expect(put).notToBeServerError();
  if (put.status >= 400) {
    declined(`the push answered ${put.status}`);
    return;
  }
  expect(put).toSucceed();
  given(get).toHaveStatus(200);
  integrity(get).toDeliver();
}

describe("Pushing manifests: types", () => {
  requirement("push.manifest.no-content-type", withoutType, (steps, { declined }) =>
    takenUpOrDeclined(steps, declined),
  );

  requirement("push.manifest.mediatype-conflict", contradictory, (steps, { declined }) =>
    takenUpOrDeclined(steps, declined),
  );

  requirement("push.manifest.empty-layers", emptyLists, (steps, context) => expectTakenOrDeclined(steps, context));

  for (const [id, scenario] of [
    ["push.manifest.unknown-media-type", unknownType],
    ["push.manifest.docker-schema2", docker],
  ] as const)
    requirement(id, scenario, (steps, context) => {
      expectTakenOrDeclined(steps, context);
      for (const { put, gets } of eachPushed(steps, context))
        if (put.status < 300) for (const get of gets()) expect(get).toHaveContentTypeOf(put);
    });

  for (const [id, scenario] of [
    ["push.manifest.mediatype-absent", withoutOptional],
    ["push.manifest.artifact-type", artifacts],
  ] as const)
    requirement(id, scenario, (steps, context) => eachPushed(steps, context).forEach(expectTaken));

  requirement("push.manifest.index-accepted", indexes, (steps, context) => {
    for (const pushed of eachPushed(steps, context)) {
      expectTaken(pushed);
      for (const get of pushed.gets()) expect(get).toHaveContentTypeOf(pushed.put);
    }
  });
});
