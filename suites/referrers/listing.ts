import { type Descriptor, describe, expect, expectSoundIndex, given, mediaTypes, requirement } from "../kit/index.ts";
import { entryOf, expectListed, lists } from "./list.ts";
import { annotations, artifactType, referrers } from "./pushed.ts";

describe("Listing Referrers", () => {
  requirement("referrers.list-200", referrers, ({ list }, { recall, remembers, stepsNamed }) => {
    expect(list).toHaveStatus(200);
    if (!remembers("listed there")) return;
    for (const digest of recall<string[]>("listed there"))
      for (const there of stepsNamed(`there: list referrers of ${digest}`)) expect(there).toHaveStatus(200);
  });

  requirement("referrers.no-404", referrers, ({ listOfNone }) => {
    expect(listOfNone).notToHaveStatus(404);
  });

  requirement("referrers.invalid-400", referrers, ({ list, listOfNoDigest }) => {
    given(list).toHaveStatus(200);
    expect(listOfNoDigest).toHaveStatus(400);
  });

  requirement("referrers.body-index", referrers, ({ list }, { spec }) => {
    given(list).toHaveStatus(200);
    const index = list.jsonObject;
    expect(index?.schemaVersion, "schemaVersion", list).toBe(2);
    expect(Array.isArray(index?.manifests), "a list of manifests", list).toBe(true);
    expectSoundIndex(list, spec, (pointer) => !pointer.startsWith("/manifests/"));
  });

  requirement("referrers.content-type", referrers, ({ list }) => {
    given(list).toHaveStatus(200);
    const [type] = (list.header("Content-Type") ?? "").split(";");
    expect(type?.trim().toLowerCase(), "Content-Type", list).toBe(mediaTypes.index);
  });

  requirement("referrers.descriptor-basics", referrers, ({ list }, context) => {
    const pushed = context.recall<Descriptor>("typed");
    const entry = entryOf(list, pushed, context);
    expect(entry.mediaType, "mediaType", list).toBe(pushed.mediaType);
    expect(entry.size, "size", list).toBe(pushed.size);
    expectSoundIndex(list, context.spec, (pointer) => pointer.startsWith("/manifests/"));
  });

  requirement("referrers.only-matching", referrers, ({ list, putWithAbsentSubject }, context) => {
    given(putWithAbsentSubject).toSucceed();
    entryOf(list, context.recall<Descriptor>("typed"), context);
    const stranger = lists(list, context.recall<Descriptor>("stranger"));
    expect(stranger, "a manifest with another subject listed", list).toBe(false);
  });

  requirement("referrers.artifact-type", referrers, ({ list }, context) => {
    const entry = entryOf(list, context.recall<Descriptor>("typed"), context);
    expect(entry.artifactType, "artifactType", list).toBe(artifactType);
  });

  requirement("referrers.artifact-type-fallback", referrers, ({ list }, context) => {
    const entry = entryOf(list, context.recall<Descriptor>("untyped"), context);
    expect(entry.artifactType, "artifactType", list).toBe(mediaTypes.config);
  });

  requirement("referrers.artifact-type-precedence", referrers, ({ list }, context) => {
    const entry = entryOf(list, context.recall<Descriptor>("typedTwice"), context);
    given(entry.artifactType !== undefined, "whether the referrer has an artifactType", list).toBe(true);
    expect(entry.artifactType, "artifactType", list).toBe(artifactType);
  });

  requirement("referrers.untagged", referrers, ({ list, putUntyped }, context) => {
    given(putUntyped).toSucceed();
    // This one has a tag.
    entryOf(list, context.recall<Descriptor>("typed"), context);
    expectListed(list, context.recall<Descriptor>("untyped"), "the referrer without a tag", context);
  });

  requirement("referrers.index-no-artifact-type", referrers, ({ list }, context) => {
    const entry = entryOf(list, context.recall<Descriptor>("index"), context);
    expect("artifactType" in entry, "an artifactType", list).toBe(false);
  });

  requirement("referrers.annotations", referrers, ({ list }, context) => {
    const entry = entryOf(list, context.recall<Descriptor>("typed"), context);
    const received = entry.annotations as Record<string, unknown> | null | undefined;
    for (const [key, value] of Object.entries(annotations))
      expect(received?.[key], `annotation ${key}`, list).toBe(value);
  });

  requirement("referrers.empty", referrers, ({ listOfNone }) => {
    given(listOfNone).toHaveStatus(200);
    const manifests = listOfNone.jsonObject?.manifests;
    expect(Array.isArray(manifests) ? manifests.length : manifests, "number of manifests", listOfNone).toBe(0);
  });

  requirement("referrers.new-pushes-included", referrers, ({ list, putTyped, listBefore }, context) => {
    given(putTyped).toSucceed();
    given(listBefore).toHaveStatus(200);
    given(list).toHaveStatus(200);
    given(Array.isArray(list.jsonObject?.manifests), "a list of manifests", list).toBe(true);
    expectListed(list, context.recall<Descriptor>("typed"), "the new referrer", context);
  });
});
