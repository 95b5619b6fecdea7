import { createHash } from "node:crypto";
import { answer } from "../answer.ts";
import { fault } from "../fault.ts";
import { bytesOf, parse, stores } from "../pushed-manifest.ts";
import { when, where, withHeader, withoutHeader, withStatus } from "../rewrite.ts";

const sha256Zero = `sha256:${"0".repeat(64)}`;

export const answers202 = fault("manifest-put-202", {
  title: "a manifest that was stored answers 202",
  breaks: ["push.manifest.created-201"],
  answer: { "manifest.put": when(201, withStatus(202)) },
});

export const noLocation = fault("manifest-put-no-location", {
  title: "a manifest that was stored answers without Location",
  breaks: ["push.manifest.location"],
  answer: { "manifest.put": withoutHeader("Location") },
});

export const locationOfOtherPath = fault("manifest-location-unpullable", {
  title: "the Location of a manifest leaves out the repository",
  breaks: ["push.manifest.location-pullable"],
  answer: { "manifest.put": when(201, withHeader("Location", `/v2/manifests/${sha256Zero}`)) },
});

export const normalises = fault("manifest-normalised", {
  title: "a manifest's odd formatting is straightened before it is stored",
  breaks: ["push.manifest.exact-bytes"],
  manifests: {
    stores(bytes, mediaType) {
      const odd = bytes.includes("\t");
      return { bytes: odd ? Buffer.from(JSON.stringify(parse(bytes))) : bytes, mediaType };
    },
  },
});

export const wrongContentDigest = fault("manifest-put-wrong-content-digest", {
  title: "the answer to a manifest push names another digest",
  breaks: ["push.manifest.content-digest-header"],
  answer: { "manifest.put": when(201, withHeader("Docker-Content-Digest", sha256Zero)) },
});

export const sha512Renamed = fault("manifest-put-sha512-renamed", {
  title: "the answer to a manifest push by a sha512 digest names a sha256 digest",
  breaks: ["push.manifest.content-digest-header"],
  answer: {
    "manifest.put": when(
      201,
      where(({ reference }) => reference.startsWith("sha512:"), withHeader("Docker-Content-Digest", sha256Zero)),
    ),
  },
});

export const digestUnverified = fault("manifest-digest-mismatch-accepted", {
  title: "a manifest is stored under whatever digest it is pushed by",
  breaks: ["push.manifest.digest-mismatch"],
  manifests: { verifies: () => true },
});

export const digestBecomesTag = fault("manifest-digest-push-creates-tag", {
  title: "a push by digest adds the digest to the tag list",
  breaks: ["push.manifest.by-digest-untagged"],
  tags: {
    list: ({ tags, manifests }) =>
      [...tags.keys(), ...[...manifests.keys()].map((digest) => digest.replace(":", "-"))].sort(),
  },
});

export const badReference = fault("manifest-put-bad-reference-201", {
  title: "a manifest pushed under a malformed digest answers 201",
  breaks: ["push.manifest.reference-grammar"],
  before: {
    "manifest.put": ({ reference }) =>
      reference === "sha256:baddigeststring" ? answer(201, { Location: "/v2/" }) : undefined,
  },
});

export const overwriteDeletes = fault("tag-overwrite-deletes-old", {
  title: "a manifest whose tag moves on is no longer there",
  breaks: ["push.manifest.tag-overwrite"],
  tags: {
    moves(repository, tag, digest) {
      const former = repository.tags.get(tag);
      if (former && former !== digest) repository.manifests.delete(former);
      return true;
    },
  },
});

export const repush409 = fault("manifest-repush-409", {
  title: "pushing the same manifest to the same tag again answers 409",
  breaks: ["push.manifest.idempotent"],
  before: {
    "manifest.put": async (request, registry) => {
      const digest = createHash("sha256")
        .update(await bytesOf(request, registry))
        .digest("hex");
      const { name, reference } = request;
      return registry.repositories.get(name)?.tags.get(reference) === `sha256:${digest}` ? answer(409) : undefined;
    },
  },
});

export const stripsUnknownFields = fault("manifest-unknown-field-stripped", {
  title: "unknown fields are removed from a manifest",
  breaks: ["push.manifest.unknown-fields"],
  manifests: stores((manifest) => {
    const { "org.example.unknown": unknown, ...known } = manifest;
    return unknown === undefined ? undefined : known;
  }),
});

export const stripsData = fault("manifest-data-field-stripped", {
  title: "embedded data is removed from descriptors",
  breaks: ["push.manifest.data-field"],
  manifests: stores(({ config, ...rest }) => {
    const { data, ...bare } = (config ?? {}) as Record<string, unknown>;
    return data === undefined ? undefined : { ...rest, config: bare };
  }),
});

export const noSizeLimit = fault("manifest-no-size-limit", {
  title: "manifests of any size are stored",
  breaks: ["push.manifest.size-limit"],
  manifests: { limit: () => Number.POSITIVE_INFINITY },
});

export const tooLarge400 = fault("manifest-too-large-400", {
  title: "an oversized manifest answers 400",
  breaks: ["push.manifest.too-large-413"],
  answer: { "manifest.put": when(413, withStatus(400)) },
});

export const limitOfOneMiB = fault("manifest-limit-1mib", {
  title: "manifests over 1 MiB answer 413",
  breaks: ["push.manifest.four-megabytes"],
  manifests: { limit: () => 1024 * 1024 },
});
