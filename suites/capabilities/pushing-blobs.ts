import { addressOf } from "../../client/address.ts";
import type { Capability } from "../../specs/model.ts";
import type { CapabilityTest } from "../capabilities.ts";
import { given } from "../kit/index.ts";
import { mount, mounted } from "../mount/mount.ts";
import { appendedDigest } from "../push/digest-parameter.ts";
import { confirmed, singlePosts } from "../push/single-post.ts";

/** What a registry may offer beside the plain upload of a blob. */
export const pushingBlobs = {
  "single-post": {
    title: "takes a blob in a single POST",
    scenario: singlePosts,
    lacking: ({ post }) =>
      confirmed(post)
        ? undefined
        : `a POST with digest and content is answered with ${post.status}: let the registry take blobs in a single POST to test more`,
  },
  "no-single-post": {
    title: "does not take a blob in a single POST",
    scenario: singlePosts,
    lacking: ({ post }) =>
      confirmed(post) ? "the registry takes blobs in a single POST, so it never falls back" : undefined,
  },
  "offsite-upload": {
    title: "takes uploads at another server",
    scenario: appendedDigest,
    lacking: ({ openForRaw, putRaw }) => {
      // One that could not be sent may have gone to no URL at all.
      given(putRaw).toBeAnswered();
      return addressOf(openForRaw.exchange.request.url).host === addressOf(putRaw.exchange.request.url).host
        ? "uploads go to the registry itself: let a storage host take them to test more"
        : undefined;
    },
  },
  mount: {
    title: "mounts blobs from another repository",
    scenario: mount,
    lacking: ({ mount }) =>
      mounted(mount)
        ? undefined
        : `a mount from the second repository is answered with ${mount.status}: enable mounting, and grant the right to read there, to test more`,
  },
} satisfies Partial<Record<Capability, CapabilityTest>>;
