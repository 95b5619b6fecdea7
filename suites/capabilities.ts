import type { Capability } from "../specs/model.ts";
import { sha512 } from "./base/digests.ts";
import { accounts } from "./capabilities/accounts.ts";
import { deletion } from "./capabilities/deletion.ts";
import { discoveringExtensions } from "./capabilities/discovering-extensions.ts";
import { listingReferrers } from "./capabilities/listing-referrers.ts";
import { listingTags } from "./capabilities/listing-tags.ts";
import { pushingBlobs } from "./capabilities/pushing-blobs.ts";
import { type CheckContext, type Scenario, type Steps, scenario } from "./kit/index.ts";
import { cancelled } from "./push/cancel.ts";
import { minLengthHeader } from "./push/chunks.ts";
import { createdTags, threeTags } from "./push/tag-parameters.ts";
import { pushedImage } from "./seed.ts";

/** How a capability is found out: from the exchanges of a scenario, like a verdict. */
export interface CapabilityTest {
  /** What the target does when it has it. */
  readonly title: string;
  readonly scenario: Scenario<unknown>;
  /** Why the target does not have it, and what to grant or enable to test more; undefined when it has it. */
  readonly lacking: (steps: Steps, context: CheckContext) => string | undefined;
}

const openedUpload = scenario("an upload session is asked for", async ({ repository, step }) => {
  await step("open", repository.openUpload());
});

/** Statuses by which a registry says that it takes no pushes, or none from this account. */
const noPush: Record<number, string> = {
  401: "give credentials that may push",
  403: "grant the account the right to push",
  405: "enable pushing to test it",
  501: "enable pushing to test it",
};

export const capabilityTests: Partial<Record<Capability, CapabilityTest>> = {
  push: {
    title: "opens an upload session",
    scenario: openedUpload,
    lacking: ({ open }) => {
      const remedy = open && noPush[open.status];
      return remedy && `the registry takes no pushes (POST answered ${open.status}): ${remedy}`;
    },
  },
  ...accounts,
  ...pushingBlobs,
  ...deletion,
  ...listingTags,
  ...listingReferrers,
  ...discoveringExtensions,
  "tag-parameters": {
    title: "names created tags in OCI-Tag",
    scenario: threeTags,
    lacking: ({ put }) =>
      createdTags(put).length > 0
        ? undefined
        : `a push by digest with tag parameters answered ${put.status} without OCI-Tag: the registry has no tag parameters`,
  },
  sha512: {
    title: "takes a blob under its sha512 digest",
    scenario: sha512,
    lacking: ({ close }) =>
      close && close.status < 300
        ? undefined
        : `a blob cannot be pushed under its sha512 digest (status ${close?.status}): support sha512 to test more`,
  },
  "chunk-minimum": {
    title: "announces a minimum for the size of chunks",
    scenario: openedUpload,
    lacking: ({ open }) =>
      open.header(minLengthHeader) === undefined
        ? `the registry announces no minimum chunk size: send ${minLengthHeader} to test it`
        : undefined,
  },
  "upload-cancel": {
    title: "cancels an upload",
    scenario: cancelled,
    lacking: ({ cancel }) =>
      cancel.refused ? `uploads cannot be cancelled here (DELETE answered ${cancel.status})` : undefined,
  },
  "repository-in-upload-location": {
    title: "names the repository in the Location of an upload",
    scenario: openedUpload,
    lacking: ({ open }) => {
      const [path = ""] = /\/v2\/.*/.exec(open.exchange.request.url) ?? [];
      return open.header("Location")?.includes(path)
        ? undefined
        : "the Location of an upload does not name its repository, so there is none to put in its place";
    },
  },
  etag: {
    title: "sends an ETag with manifests",
    scenario: pushedImage,
    lacking: ({ getByTag }) =>
      getByTag?.header("ETag") ? undefined : "manifests come without an ETag: send one to test conditional requests",
  },
  "accept-ranges": {
    title: "sends Accept-Ranges with blobs",
    scenario: pushedImage,
    lacking: ({ getBlob }) =>
      getBlob?.header("Accept-Ranges")
        ? undefined
        : "blobs come without Accept-Ranges: send it to test that it is true",
  },
  "blob-redirect": {
    title: "redirects the download of blobs",
    scenario: pushedImage,
    lacking: ({ getBlob }) =>
      getBlob?.hops.some(({ status }) => status >= 300 && status < 400)
        ? undefined
        : "the download of a blob is not redirected here: let a storage host serve it to test more",
  },
};
