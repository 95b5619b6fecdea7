import { json } from "../answer.ts";
import { fault } from "../fault.ts";
import { imageIndex } from "../media-types.ts";
import { conformantReferrers, type ReferrerDescriptor } from "../policy/referrers.ts";
import { when, withHeader, withJson, withStatus } from "../rewrite.ts";

const { describe, find } = conformantReferrers;
type List = { manifests: ReferrerDescriptor[] };

export const answers405 = fault("referrers-405", {
  title: "referrers are promised by OCI-Subject, and asking for them answers 405",
  breaks: ["referrers.list-200"],
  answer: { "referrers.list": when(200, withStatus(405)) },
});

export const unknownSubject404 = fault("referrers-unknown-subject-404", {
  title: "the referrers of a digest that has none answer 404",
  breaks: ["referrers.no-404"],
  answer: {
    "referrers.list": when(200, (reply, { name, reference }, { repositories }) =>
      repositories.get(name)?.manifests.has(reference) ? reply : { ...reply, status: 404 },
    ),
  },
});

export const invalidDigest200 = fault("referrers-invalid-digest-200", {
  title: "the referrers of what is no digest are an empty list",
  breaks: ["referrers.invalid-400"],
  answer: {
    "referrers.list": when(400, () =>
      json(200, { schemaVersion: 2, mediaType: imageIndex, manifests: [] }, { "Content-Type": imageIndex }),
    ),
  },
});

export const noSchemaVersion = fault("referrers-no-schema-version", {
  title: "the list of referrers is no index: it has no schemaVersion",
  breaks: ["referrers.body-index"],
  answer: {
    "referrers.list": when(
      200,
      withJson(({ manifests }: List) => ({ manifests })),
    ),
  },
});

export const plainJson = fault("referrers-content-type-json", {
  title: "the list of referrers comes as application/json",
  breaks: ["referrers.content-type"],
  answer: { "referrers.list": when(200, withHeader("Content-Type", "application/json")) },
});

export const emptyIsNull = fault("referrers-empty-null", {
  title: "manifests is null when there are no referrers",
  breaks: ["referrers.empty"],
  answer: {
    "referrers.list": when(
      200,
      withJson((list: List) => (list.manifests.length > 0 ? list : { ...list, manifests: null })),
    ),
  },
});

export const sizeZero = fault("referrers-size-zero", {
  title: "every referrer is listed with size 0",
  breaks: ["referrers.descriptor-basics"],
  referrers: { describe: (manifest) => ({ ...describe(manifest), size: 0 }) },
});

export const listsAll = fault("referrers-lists-all", {
  title: "beside the referrers of a digest, those of every other digest are listed",
  breaks: ["referrers.only-matching"],
  referrers: {
    find(repository, subject, registry) {
      const found = find(repository, subject, registry);
      return found.length > 0 ? [...repository.manifests.values()].filter((other) => other.subject) : found;
    },
  },
});

export const otherArtifactType = fault("referrers-artifact-type-missing", {
  title: "the artifactType of a manifest is listed as another",
  breaks: ["referrers.artifact-type"],
  answer: {
    "referrers.list": when(
      200,
      withJson((list: List) => ({
        ...list,
        manifests: list.manifests.map(({ artifactType, ...rest }) =>
          artifactType?.includes(".config.") ? { ...rest, artifactType } : rest,
        ),
      })),
    ),
  },
});

export const noConfigFallback = fault("referrers-no-config-fallback", {
  title: "a manifest without artifactType is listed without one",
  breaks: ["referrers.artifact-type-fallback"],
  referrers: {
    describe(manifest) {
      const { artifactType, ...rest } = describe(manifest);
      return artifactType?.includes(".config.") ? rest : { ...rest, ...(artifactType ? { artifactType } : {}) };
    },
  },
});

export const indexTypeInvented = fault("referrers-index-artifact-type-invented", {
  title: "an index without artifactType is listed with its media type",
  breaks: ["referrers.index-no-artifact-type"],
  referrers: { describe: (manifest) => ({ artifactType: manifest.mediaType, ...describe(manifest) }) },
});

export const noAnnotations = fault("referrers-annotations-dropped", {
  title: "annotations are not listed",
  breaks: ["referrers.annotations"],
  referrers: {
    describe(manifest) {
      const { annotations: _, ...rest } = describe(manifest);
      return rest;
    },
  },
});

export const cached = fault("referrers-list-cached", {
  title: "the list of a digest stays as it was first read",
  breaks: ["referrers.new-pushes-included"],
  referrers: {
    find(repository, subject, registry) {
      const key = `referrers of ${subject}`;
      const found = (registry.memory.get(key) ?? find(repository, subject, registry)) as ReturnType<typeof find>;
      registry.memory.set(key, found);
      return found;
    },
  },
});
