import { describe, expect, given, type Observation, requirement, type Steps, scenario } from "../kit/index.ts";
import { pushedImage } from "../seed.ts";
import { asStranger } from "./stranger.ts";

export const withoutCredentials = scenario("somebody without an account knocks at every door", async (context) => {
  const { repository, step, after } = context;
  const anonymous = { as: "anonymous" } as const;
  await Promise.all([
    step("open", repository.openUpload()),
    step("open anonymously", repository.openUpload(anonymous)),
    step("open as a stranger", repository.openUpload(asStranger(context))),
    step("get root", { method: "GET", url: "/v2/" }),
    step("get root anonymously", { method: "GET", url: "/v2/", ...anonymous }),
  ]);
  const { tag, image } = await after(pushedImage);
  await step("get anonymously", repository.getManifest(tag, { about: image.manifest, ...anonymous }));
});

export const withFewRights = scenario("an account with few rights tries to use others", async (context) => {
  const { repository, otherRepository, step, after, hasLimitedAccount, remember } = context;
  remember("limited account", hasLimitedAccount);
  if (!hasLimitedAccount) return;
  const limited = { as: "limited" } as const;
  const { tag, image } = await after(pushedImage);
  await Promise.all([
    step("get", repository.getManifest(tag, { about: image.manifest, ...limited })),
    step("open elsewhere", otherRepository.openUpload()),
    step("open elsewhere as limited", otherRepository.openUpload(limited)),
  ]);
});

/** The requests without credentials that were answered with 401. */
export function challengesIn(steps: Steps): Observation[] {
  const { openAnonymously, openAsAStranger, getRootAnonymously, getAnonymously } = steps;
  return [openAnonymously, openAsAStranger, getRootAnonymously, getAnonymously].filter(({ status }) => status === 401);
}

describe("Authentication", () => {
  requirement("auth.challenge-401", withoutCredentials, (steps) => {
    given(steps.open).toSucceed();
    expect(steps.openAnonymously).notToBeServerError();
    // Nobody is bound to answer 401: 403 and 404 hide what there is.
    for (const challenge of challengesIn(steps)) expect(challenge).toHaveHeader("WWW-Authenticate");
  });

  requirement("auth.retry-succeeds", withoutCredentials, (steps, { notApplicable }) => {
    const answers = [steps.open, steps.getRoot];
    if (!answers.some((answer) => answer.requestHeader("Authorization")))
      notApplicable("the run has nothing to answer a challenge with: give it --username and --password");
    for (const answer of answers) expect(answer).notToHaveStatus(401);
  });

  requirement("auth.denied-403", withFewRights, (steps) => {
    given(steps.get).toHaveStatus(200).toDeliver();
    given(steps.openElsewhere).toSucceed();
    // 404 hides the repository, and 401 invites to come back with other credentials.
    expect(steps.openElsewhereAsLimited).toHaveStatus(403, 401, 404);
  });
});
