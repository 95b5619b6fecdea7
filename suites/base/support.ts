import { describe, expect, given, requirement, scenario } from "../kit/index.ts";
import { pushedImage } from "../seed.ts";
import { asStranger } from "./stranger.ts";

const get = (url: string) => ({ method: "GET", url });

const root = scenario("the API root is asked by all kinds of clients", async (context) => {
  const { repository, step, after } = context;
  const [{ tag, image }] = await Promise.all([
    after(pushedImage),
    step("get", get("/v2/")),
    step("get anonymously", { ...get("/v2/"), as: "anonymous" }),
    step("get as a stranger", { ...get("/v2/"), ...asStranger(context) }),
    step("get without slash", get("/v2")),
  ]);
  // Only a registry gives back what was pushed: the root's answers say something about it, and about nothing else.
  await step("get manifest", repository.getManifest(tag, { about: image.manifest }));
});

describe("Determining Support", () => {
  requirement("base.v2.get-200", root, (steps) => {
    given(steps.getManifest).toDeliver();
    expect(steps.get).toHaveStatus(200);
  });

  requirement("base.v2.failure-codes", root, (steps) => {
    given(steps.getManifest).toDeliver();
    for (const answer of [steps.getAnonymously, steps["get as a stranger"], steps.get])
      expect(answer).toHaveStatus(200, 401, 404);
  });

  requirement("base.v2.auth-probe", root, (steps, { declined }) => {
    const stranger = steps["get as a stranger"];
    if (steps.getAnonymously.status === 200) return declined("/v2/ answers 200 to whoever asks");
    if (steps.getAnonymously.status === 404) return declined("/v2/ answers 404 without credentials");
    expect(steps.getAnonymously).toHaveStatus(401).toHaveHeader("WWW-Authenticate");
    given(steps.get).toHaveStatus(200);
    if (stranger.status === 200) return declined("/v2/ answers 200 to any credentials, even to wrong ones");
    expect(stranger).toBeRefused();
  });

  requirement("base.http.trailing-slash", root, (steps, { declined }) => {
    const withoutSlash = steps["get without slash"];
    given(steps.getManifest).toDeliver();
    expect(withoutSlash).notToBeServerError();
    if (withoutSlash.status !== 200) declined(`only /v2/ is the root (GET /v2 answered ${withoutSlash.status})`);
  });
});
