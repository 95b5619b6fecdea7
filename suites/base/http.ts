import { describe, expect, given, isThere, type Observation, requirement, scenario } from "../kit/index.ts";
import { pushedImage } from "../seed.ts";

const unusual = scenario("an image is asked for in unusual but proper ways", async (context) => {
  const { repository, step, after, unique } = context;
  const { tag, image } = await after(pushedImage);
  const { manifest, layer } = image;
  const encoded = (digest: string) => digest.replace(":", "%3A");
  const query = "conformance=1";
  await Promise.all([
    // As everybody asks, to compare with.
    step("get manifest", repository.getManifest(manifest.digest, { about: manifest })),
    step("get blob", repository.getBlob(layer)),
    step("list tags", repository.listTags(), { shows: isThere }),

    step(
      "get with unknown header",
      repository.getManifest(tag, { about: manifest, headers: { "X-Conformance": "1" } }),
    ),
    step("get with unknown query", repository.getManifest(tag, { about: manifest, query })),
    step("list with unknown query", repository.listTags({ query }), { shows: isThere }),
    step("get encoded manifest", repository.getManifest(encoded(manifest.digest), { about: manifest })),
    step("get encoded blob", repository.getBlob(encoded(layer.digest), { about: layer })),

    step("patch manifest", repository.request("PATCH", `manifests/${tag}`)),
    step("post to tag list", repository.request("POST", "tags/list")),
    step("get unknown endpoint", repository.request("GET", "conformance/unknown")),
    step("head absent manifest", repository.headManifest(unique("absent"))),

    step("not following: blob", repository.getBlob(layer, { followRedirects: false })),
    step("not following: root", { method: "GET", url: "/v2", followRedirects: false }),
  ]);
});

const isRedirect = ({ status }: Observation) => [301, 302, 303, 307, 308].includes(status);

describe("API", () => {
  requirement("base.http.rfc9110-semantics", unusual, (steps) => {
    given(steps.getManifest).toHaveStatus(200).toDeliver();
    expect(steps.getWithUnknownHeader).toHaveStatus(200).toDeliver();
    for (const answer of [steps.patchManifest, steps.postToTagList]) expect(answer).notToSucceed();
  });

  requirement("base.http.head-equals-get", pushedImage, (steps, { note, notApplicable }) => {
    let compared = 0;
    for (const [head, get] of [
      [steps.headByTag, steps.getByTag],
      [steps.headByDigest, steps.getByDigest],
    ] as const) {
      for (const answer of [head, get]) given(answer).toHaveStatus(200);
      // Length and digest have requirements of their own.
      for (const name of ["Content-Type", "ETag", "Last-Modified"]) {
        const [inHead, inGet] = [head.header(name), get.header(name)];
        // What takes the whole content to find out may be left out of HEAD (RFC 9110, 9.3.2).
        if (inHead === undefined && inGet !== undefined) note(`HEAD leaves out ${name}`);
        if (inHead === undefined || inGet === undefined) continue;
        expect(inHead, `${name} as in GET,`, head).toBe(inGet);
        compared++;
      }
    }
    if (compared === 0) notApplicable("HEAD and GET of a manifest have none of the headers that could differ");
  });

  requirement("base.http.405-allow", unusual, ({ patchManifest, postToTagList }, { notApplicable }) => {
    const refusals = [patchManifest, postToTagList].filter(({ status }) => status === 405);
    if (refusals.length === 0)
      notApplicable(
        `no method was answered with 405 (PATCH of a manifest: ${patchManifest.status}, POST to the tag list: ${postToTagList.status})`,
      );
    for (const refusal of refusals) expect(refusal).toHaveHeader("Allow");
  });

  requirement("base.http.redirect-allowed", unusual, ({ getBlob }, { stepsNamed, declined }) => {
    const redirects = stepsNamed("not following: ").filter(isRedirect);
    for (const redirect of redirects) expect(redirect).toHaveHeader("Location");
    if (redirects.length === 0) return declined("neither GET of a blob nor GET /v2 is redirected");
    expect(getBlob).toHaveStatus(200).toDeliver();
  });

  requirement("base.http.percent-encoded-path", unusual, (steps) => {
    for (const get of [steps.getManifest, steps.getBlob]) given(get).toHaveStatus(200).toDeliver();
    for (const get of [steps.getEncodedManifest, steps.getEncodedBlob]) expect(get).toHaveStatus(200).toDeliver();
  });

  requirement("base.http.unknown-query-ignored", unusual, (steps) => {
    given(steps.getManifest).toHaveStatus(200).toDeliver();
    expect(steps.getWithUnknownQuery).toHaveStatus(200).toDeliver();
    if (steps.listTags.status === 200) expect(steps.listWithUnknownQuery).toHaveStatus(200);
  });

  requirement("base.http.content-length-on-errors", unusual, (steps) => {
    given(steps.getManifest).toHaveStatus(200).toDeliver();
    const { getUnknownEndpoint, patchManifest, postToTagList, headAbsentManifest } = steps;
    for (const answer of [getUnknownEndpoint, patchManifest, postToTagList, headAbsentManifest])
      expect(answer).toBeAnswered();
  });
});
