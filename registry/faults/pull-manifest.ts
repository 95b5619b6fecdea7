import { answer } from "../answer.ts";
import { etagOf, isNotModified } from "../conditional.ts";
import { fault, type Rewrite } from "../fault.ts";
import { imageManifest } from "../media-types.ts";
import { firstTime, setHeader, when, withBody, withHeader, withoutHeader, withStatus } from "../rewrite.ts";

const contentDigest = "Docker-Content-Digest";

export const reserialised = fault("manifest-get-reserialized", {
  title: "the first GET by tag of an image manifest without annotations returns its JSON with other white space",
  breaks: ["pull.manifest.get-200"],
  answer: {
    "manifest.get": plainImage(
      byTag(200, firstTime(withBody((bytes) => Buffer.from(JSON.stringify(JSON.parse(bytes.toString()), null, 1))))),
    ),
  },
});

export const tagStays = fault("tag-overwrite-ignored", {
  title: "a second push to a tag answers 201, but the tag keeps the first manifest",
  breaks: ["pull.manifest.get-by-tag-latest-push", "push.manifest.tag-overwrite"],
  tags: { moves: ({ tags }, tag) => !tags.has(tag) },
});

export const anotherManifest = fault("manifest-digest-serves-other", {
  title: "GET by digest returns something else in the place of an image manifest without annotations",
  breaks: ["pull.manifest.get-by-digest-body"],
  answer: {
    "manifest.get": plainImage((said, request, registry) =>
      request.reference.includes(":") ? withBody(() => Buffer.from("{}"))(said, request, registry) : said,
    ),
  },
});

export const getWithoutDigest = fault("manifest-get-no-content-digest", {
  title: "GET of a manifest has no Docker-Content-Digest",
  breaks: ["pull.manifest.content-digest-header"],
  answer: { "manifest.get": withoutHeader(contentDigest) },
});

export const digestOfConfig = fault("manifest-get-wrong-content-digest", {
  title: "Docker-Content-Digest on GET of a manifest by tag is that of its config",
  breaks: ["pull.manifest.content-digest-correct"],
  answer: {
    "manifest.get": byTag(200, (said) => {
      const config = JSON.parse(String(said.body)).config?.digest;
      return config ? setHeader(said, contentDigest, config) : said;
    }),
  },
});

export const mislabelledDigest = fault("manifest-sha512-labelled-sha256", {
  title: "Docker-Content-Digest of a manifest asked for by sha512 is that digest cut short and labelled sha256",
  breaks: ["pull.manifest.digest-may-differ"],
  answer: {
    "manifest.get": when(200, (answer, { reference }) =>
      reference.startsWith("sha512:") ? setHeader(answer, contentDigest, `sha256:${reference.slice(7, 71)}`) : answer,
    ),
  },
});

export const missingIsError = fault("manifest-missing-500", {
  title: "GET of an unknown tag answers 500",
  breaks: ["pull.manifest.get-404", "errors.4xx-not-5xx"],
  answer: { "manifest.get": byTag(404, withStatus(500)) },
});

export const headFindsNothing = fault("manifest-head-404", {
  title: "HEAD of a manifest by tag answers 404, where GET answers 200",
  breaks: ["pull.manifest.head-200"],
  answer: { "manifest.head": byTag(200, withStatus(404)) },
});

export const headWithoutDigest = fault("manifest-head-no-content-digest", {
  title: "HEAD of a manifest has no Docker-Content-Digest",
  breaks: ["pull.manifest.head-digest-header"],
  answer: { "manifest.head": withoutHeader(contentDigest) },
});

export const headLengthZero = fault("manifest-head-content-length-zero", {
  title: "HEAD of a manifest has a Content-Length of 0",
  breaks: ["pull.manifest.head-content-length"],
  answer: { "manifest.head": when(200, withHeader("Content-Length", "0")) },
});

export const headFindsAnything = fault("manifest-head-missing-200", {
  title: "HEAD of an unknown tag answers 200",
  breaks: ["pull.manifest.head-404"],
  answer: { "manifest.head": byTag(404, withStatus(200)) },
});

export const leaksManifests = fault("manifest-cross-repo-leak", {
  title: "a manifest of one repository can be read by digest from any other",
  breaks: ["pull.manifest.repo-isolation"],
  manifests: {
    find: (_repository, digest, { repositories }) =>
      [...repositories.values()].map(({ manifests }) => manifests.get(digest)).find((found) => found !== undefined),
  },
});

export const staleNotModified = fault("etag-stale-304", {
  title: "If-None-Match answers 304 although the tag moved on",
  breaks: ["pull.manifest.conditional-get"],
  before: {
    "manifest.get": (request, { repositories }) => {
      const manifests = [...(repositories.get(request.name)?.manifests.keys() ?? [])];
      return manifests.some((digest) => isNotModified(request, etagOf(digest))) ? answer(304) : undefined;
    },
  },
});

export const untaggedHidden = fault("untagged-manifest-hidden", {
  title: "HEAD of a manifest that no tag points to answers 404",
  breaks: ["pull.manifest.head-by-digest-only"],
  answer: {
    "manifest.head": when(200, (said, { name, reference }, { repositories }) => {
      const tagged = [...(repositories.get(name)?.tags.values() ?? [])];
      return reference.includes(":") && !tagged.includes(reference) ? { ...said, status: 404 } : said;
    }),
  },
});

export const unknownRepository = fault("unknown-repo-500", {
  title: "a pull from an unknown repository answers 500",
  breaks: ["pull.unknown-repo-404"],
  answer: {
    "manifest.get": inUnknownRepository(withStatus(500)),
    "manifest.head": inUnknownRepository(withStatus(500)),
    "blob.get": inUnknownRepository(withStatus(500)),
    "blob.head": inUnknownRepository(withStatus(500)),
  },
});

/** The change, for image manifests that say their type and have no annotations: narrow, since most suites push theirs with some. */
function plainImage(change: Rewrite): Rewrite {
  return when(200, (said, request, registry) => {
    if (said.headers["Content-Type"] !== imageManifest) return said;
    const { mediaType, annotations } = JSON.parse(String(said.body));
    return mediaType && !annotations ? change(said, request, registry) : said;
  });
}

/** The change, for answers of that status about a tag in a repository that exists. */
function byTag(status: number, change: Rewrite): Rewrite {
  return when(status, (said, request, registry) =>
    registry.repositories.has(request.name) && !request.reference.includes(":")
      ? change(said, request, registry)
      : said,
  );
}

function inUnknownRepository(change: Rewrite): Rewrite {
  return when(404, (said, request, registry) =>
    registry.repositories.has(request.name) ? said : change(said, request, registry),
  );
}
