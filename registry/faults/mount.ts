import { answer } from "../answer.ts";
import { fault } from "../fault.ts";
import { isDigest } from "../grammar.ts";
import { blobLocation } from "../location.ts";
import type { Registry } from "../registry.ts";
import type { RegistryRequest } from "../request.ts";
import { setHeader, when, where, withHeader, withoutHeader, withStatus } from "../rewrite.ts";
import { defaultSettings } from "../settings.ts";

const noBlob = `sha256:${"0".repeat(64)}`;

const from = ({ query }: RegistryRequest) => query.get("from");
const fromKnown = (request: RegistryRequest, { repositories }: Registry) => repositories.has(from(request) ?? "");

export const mountedWithoutLocation = fault("mount-201-no-location", {
  title: "a mount answers 201 without a Location",
  breaks: ["push.mount.created-201"],
  answer: { "upload.mount": when(201, withoutHeader("Location")) },
});

export const mountedElsewhere = fault("mount-location-source-repo", {
  title: "the Location of a mounted blob leads nowhere",
  breaks: ["push.mount.location-pullable"],
  answer: {
    "upload.mount": when(201, (mounted, request, registry) =>
      setHeader(mounted, "Location", blobLocation(request.name, noBlob, request, registry)),
    ),
  },
});

export const mountedAsTheOneBefore = fault("mount-location-stale", {
  title: "each mounted blob has the Location of the first one that was mounted into the repository",
  breaks: ["push.mount.location-pullable"],
  answer: {
    "upload.mount": when(201, (mounted, request, { memory }) => {
      const key = `mounted into ${request.name}`;
      const first = memory.get(key) ?? mounted.headers.Location;
      memory.set(key, first);
      return setHeader(mounted, "Location", String(first));
    }),
  },
});

export const mountsNothing = fault("mount-not-linked", {
  title: "a mount answers 201, but the repository does not have the blob",
  breaks: ["push.mount.visible-in-target", "push.mount.location-pullable", "push.mount.from-optional"],
  mounts: { links: () => false },
});

export const mountsNothingBySha512 = fault("mount-sha512-not-linked", {
  title: "a mount by a sha512 digest answers 201, but the repository does not have the blob",
  breaks: ["push.mount.location-pullable"],
  mounts: { links: ({ digest }) => !digest.startsWith("sha512:") },
});

export const absentRefused = fault("mount-missing-404", {
  title: "a mount of a blob that the other repository does not have answers 404",
  breaks: ["push.mount.fallback-202"],
  answer: {
    "upload.mount": when(
      202,
      where(fromKnown, () => answer(404)),
    ),
  },
});

export const absentConfirmed = fault("mount-phantom-201", {
  title: "a mount of a blob that the other repository does not have answers 201",
  breaks: ["push.mount.missing-not-201", "push.mount.fallback-202"],
  answer: { "upload.mount": when(202, where(fromKnown, withStatus(201))) },
});

export const unknownSourceBreaks = fault("mount-unknown-from-500", {
  title: "a mount from an unknown repository answers 500",
  breaks: ["push.mount.fallback-unknown-repo"],
  before: {
    "upload.mount": (request, registry) =>
      from(request) === undefined || fromKnown(request, registry) ? undefined : answer(500),
  },
});

export const fromInsistedOn = fault("mount-anonymous-400", {
  title: "a mount without from answers 400",
  breaks: ["push.mount.from-optional"],
  before: { "upload.mount": (request) => (from(request) === undefined ? answer(400) : undefined) },
});

export const sessionNowhere = fault("mount-anonymous-202-no-location", {
  title: "a mount without from answers 202, and does not say where the upload goes on",
  breaks: ["push.mount.from-optional"],
  settings: { anonymousMount: false },
  answer: {
    "upload.mount": when(
      202,
      where((request) => from(request) === undefined, withoutHeader("Location")),
    ),
  },
});

export const wrongDigestHeader = fault("mount-wrong-content-digest", {
  title: "a mount is confirmed with another blob's digest",
  breaks: ["push.mount.content-digest"],
  answer: { "upload.mount": when(201, withHeader("Docker-Content-Digest", noBlob)) },
});

export const malformedBreaks = fault("mount-malformed-digest-500", {
  title: "a mount of a malformed digest answers 500",
  breaks: ["push.mount.malformed-digest"],
  before: { "upload.mount": ({ query }) => (isDigest(query.get("mount") ?? "") ? undefined : answer(500)) },
});

export const selfMountBreaks = fault("mount-self-500", {
  title: "a mount within the same repository answers 500",
  breaks: ["push.mount.same-repo"],
  before: { "upload.mount": (request) => (from(request) === request.name ? answer(500) : undefined) },
});

export const mountedByReference = fault("mount-weak-reference", {
  title: "deleting a blob from one repository removes it from all",
  breaks: ["push.mount.persist-after-source-delete", "management.blob.delete-cross-repo"],
  answer: {
    "blob.delete": when(202, (deleted, { reference }, { repositories }) => {
      for (const { blobs } of repositories.values()) blobs.delete(reference);
      return deleted;
    }),
  },
});

export const rightsIgnored = fault("mount-leaks-private-blob", {
  title: "blobs are mounted from repositories that the account may not read",
  breaks: ["auth.mount-needs-source-read"],
  settings: {
    authentication: "basic",
    limitedUser: { ...defaultSettings.limitedUser, mayPush: defaultSettings.limitedUser.mayPull },
  },
  mounts: { mayReadSource: () => true },
});
