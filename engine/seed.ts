import { pushImage, type Scenario } from "../suites/kit/index.ts";
import type { Configuration } from "./configuration.ts";
import { Conversation } from "./conversation.ts";
import { UntestableTarget } from "./errors.ts";
import { preflight } from "./preflight.ts";
import { seedTag } from "./seed-tag.ts";
import { openTarget } from "./target.ts";

/** Where a seed is. */
export interface Seed {
  url: string;
  repository: string;
  tag: string;
  digest: string;
}

/**
 * Pushes one image and leaves it there, for a run that only reads: of a mirror or a cache in front of this registry.
 * @throws UntestableTarget when the registry does not take it
 */
export async function pushSeed(configuration: Configuration, tag = seedTag): Promise<Seed> {
  const target = await openTarget(configuration);
  let digest = "";
  const seed: Scenario = {
    title: "a seed is pushed",
    run: async (context) => {
      digest = (await pushImage(context, tag, "seed")).manifest.digest;
    },
  };
  try {
    await preflight(target.client, target.place);
    const { stoppedBy, brokenBy } = await new Conversation(target.client, target.place).hold(seed);
    const reason = stoppedBy?.reason ?? brokenBy;
    if (reason !== undefined)
      throw new UntestableTarget(`no seed could be pushed to ${target.client.baseUrl}: ${reason}`);
    return { url: target.client.baseUrl, repository: target.place.repository, tag, digest };
  } finally {
    await target.close();
  }
}
