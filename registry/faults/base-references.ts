import { type Answer, answer } from "../answer.ts";
import { fault } from "../fault.ts";
import { algorithmOf, isAlgorithm, isDigest, isTag } from "../grammar.ts";
import { conformant } from "../policy.ts";
import type { Registry } from "../registry.ts";
import type { RegistryRequest } from "../request.ts";
import type { Manifest } from "../store/repository.ts";

const repositoryOf = ({ name }: RegistryRequest, { repositories }: Registry) => repositories.get(name);

export const hexTagIsDigest = fault("reference-bare-hex-is-digest", {
  title: "a tag of 64 hexadecimal digits is taken for a sha256 digest",
  breaks: ["base.reference.forms"],
  before: {
    "manifest.get": (request, registry) =>
      serve(repositoryOf(request, registry)?.manifests.get(`sha256:${request.reference}`)),
  },
});

export const abbreviatedDigest = fault("reference-abbreviated-digest", {
  title: "GET of a manifest takes the first part of its digest for the whole",
  breaks: ["base.reference.other-format-rejected"],
  before: {
    "manifest.get": (request, registry) => {
      if (!/^sha256:[0-9a-f]{12,63}$/.test(request.reference)) return undefined;
      const manifests = [...(repositoryOf(request, registry)?.manifests.values() ?? [])];
      return serve(manifests.find(({ digest }) => digest.startsWith(request.reference)));
    },
  },
});

export const endlessTags = fault("tag-length-129-accepted", {
  title: "a tag may be as long as one likes",
  breaks: ["base.tag.max-128"],
  tags: { accepts: (tag, origin) => isTag(tag) || (origin === "reference" && isTag(tag.slice(0, 128))) },
});

export const noUnderscoreFirst = fault("tag-rejects-leading-underscore", {
  title: "tags that begin with an underscore are refused",
  breaks: ["base.tag.alphabet"],
  tags: { accepts: (tag) => isTag(tag) && !tag.startsWith("_") },
});

export const caseFolded = fault("tag-case-folded", {
  title: "a tag is looked up without regard to case, and the newest one found",
  breaks: ["base.tag.case-sensitive"],
  before: {
    "manifest.get": (request, registry) => {
      const repository = repositoryOf(request, registry);
      const same = [...(repository?.tags ?? [])].filter(
        ([tag]) => tag.toLowerCase() === request.reference.toLowerCase(),
      );
      const newest = same.length > 1 ? same.at(-1) : undefined;
      return serve(newest && repository?.manifests.get(newest[1]));
    },
  },
});

const beginsWithZeros = (digest: string) => digest.startsWith("sha256:000000");

export const zerosLost = fault("digest-leading-zeros-lost", {
  title: "content whose sha256 digest begins with zeros is not found",
  breaks: ["base.digest.sha256"],
  blobs: {
    find: (repository, digest, registry) =>
      beginsWithZeros(digest) ? undefined : conformant.blobs.find(repository, digest, registry),
  },
  manifests: {
    find: (repository, digest, registry) =>
      beginsWithZeros(digest) ? undefined : conformant.manifests.find(repository, digest, registry),
  },
});

export const sha512NotFound = fault("digest-sha512-not-found", {
  title: "a blob pushed by its sha512 digest is not found by it",
  breaks: ["base.digest.sha512"],
  blobs: {
    find: (repository, digest, registry) =>
      digest.startsWith("sha512:") ? undefined : conformant.blobs.find(repository, digest, registry),
  },
});

export const sha512PostCrashes = fault("digest-sha512-post-500", {
  title: "a single POST by a sha512 digest answers 500",
  breaks: ["base.digest.unsupported-algorithm-400"],
  before: {
    "upload.single": ({ query }) => (query.get("digest")?.startsWith("sha512:") ? answer(500) : undefined),
  },
});

export const unknownAlgorithmCrashes = fault("digest-unknown-algorithm-500", {
  title: "closing an upload with a digest of an unknown algorithm answers 500",
  breaks: ["base.digest.unsupported-algorithm-400"],
  before: {
    "upload.close": ({ query }) => {
      const digest = query.get("digest") ?? "";
      return isDigest(digest) && !isAlgorithm(algorithmOf(digest)) ? answer(500) : undefined;
    },
  },
});

function serve(manifest: Manifest | undefined): Answer | undefined {
  return manifest && answer(200, { "Content-Type": manifest.mediaType }, manifest.bytes);
}
