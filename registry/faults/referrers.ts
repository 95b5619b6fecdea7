import { setTimeout as wait } from "node:timers/promises";
import { answer, json } from "../answer.ts";
import { fault } from "../fault.ts";
import { imageIndex } from "../media-types.ts";
import { conformantReferrers, type ReferrerDescriptor } from "../policy/referrers.ts";
import { bytesOf, parse } from "../pushed-manifest.ts";
import { bare, when, withHeader, withJson } from "../rewrite.ts";
import type { Manifest } from "../store/repository.ts";
import type { List } from "./referrers-list.ts";

const { describe, find } = conformantReferrers;
const emptyType = "application/vnd.oci.empty.v1+json";

export const answers405 = fault("referrers-405", {
  title: "referrers are promised by OCI-Subject, and asking for them answers 405",
  breaks: ["referrers.list-200"],
  answer: { "referrers.list": when(200, bare(405)) },
});

export const unknownSubject404 = fault("referrers-unknown-subject-404", {
  title: "the referrers of a digest that has none, and is no manifest, answer 404",
  breaks: ["referrers.no-404"],
  answer: {
    "referrers.list": when(200, (reply, { name, reference }, registry) => {
      const repository = registry.repositories.get(name);
      const known =
        repository?.manifests.has(reference) || (repository && find(repository, reference, registry).length > 0);
      return known ? reply : answer(404);
    }),
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

const countingAnnotations = (entry: ReferrerDescriptor) => ({
  ...entry,
  annotations: { ...entry.annotations, "org.example.count": 1 },
});

export const annotationsList = fault("referrers-index-annotations-list", {
  title: "the list of referrers is no index by the image spec: its annotations are a list",
  breaks: ["referrers.body-index"],
  answer: {
    "referrers.list": when(
      200,
      withJson((list: List) => ({ ...list, annotations: [] })),
    ),
  },
});

export const annotationNumber = fault("referrers-annotation-number", {
  title: "a referrer is listed with an annotation that is a number",
  breaks: ["referrers.descriptor-basics"],
  answer: {
    "referrers.list": when(
      200,
      withJson((list: List) => ({ ...list, manifests: list.manifests.map(countingAnnotations) })),
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
  title: "beside the referrers of a digest, those of digests that are not there are listed",
  breaks: ["referrers.only-matching"],
  referrers: {
    find(repository, subject, registry) {
      const found = find(repository, subject, registry);
      const lost = [...repository.manifests.values()].filter(
        (other) => other.subject && other.subject !== subject && !repository.manifests.has(other.subject),
      );
      return found.length > 0 ? [...found, ...lost] : found;
    },
  },
});

/** The media type of the config of an image manifest. */
function configType({ bytes }: Manifest): string | undefined {
  return JSON.parse(bytes.toString()).config?.mediaType;
}

export const artifactTypeMissing = fault("referrers-artifact-type-missing", {
  title: "a manifest with artifactType and an empty config is listed without its type",
  breaks: ["referrers.artifact-type"],
  answer: {
    "referrers.list": when(200, (reply, request, registry) => {
      const manifests = registry.repositories.get(request.name)?.manifests;
      const typeless = ({ artifactType, ...rest }: ReferrerDescriptor) => {
        const manifest = manifests?.get(rest.digest);
        return manifest && configType(manifest) !== emptyType ? { ...rest, artifactType } : rest;
      };
      const change = withJson((list: List) => ({ ...list, manifests: list.manifests.map(typeless) }));
      return change(reply, request, registry);
    }),
  },
});

export const configTypeWins = fault("referrers-config-type-wins", {
  title: "a manifest with artifactType is listed with the type of its config, unless that is empty",
  breaks: ["referrers.artifact-type-precedence"],
  referrers: {
    describe(manifest) {
      const type = configType(manifest);
      return { ...describe(manifest), ...(type && type !== emptyType ? { artifactType: type } : {}) };
    },
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

/** Pushes of referrers of one subject that are under way. */
const enough = 8;

export const lostWhenPushedAtOnce = fault("referrers-lost-when-pushed-at-once", {
  title: `of the manifests with one subject that are pushed at once, those beyond ${enough} are accepted and not listed`,
  breaks: ["referrers.pushed-at-once"],
  before: {
    "manifest.put": async (request, registry) => {
      const bytes = await bytesOf(request, registry);
      const subject = (parse(bytes)?.subject as { digest?: string } | undefined)?.digest;
      if (subject === undefined) return undefined;
      const key = `pushes under way to ${request.name} ${subject}`;
      const others = (registry.memory.get(key) as number | undefined) ?? 0;
      if (others >= enough) registry.memory.set(`lost ${bytes.toString()}`, true);
      registry.memory.set(key, others + 1);
      await wait(100);
      registry.memory.set(key, (registry.memory.get(key) as number) - 1);
      return undefined;
    },
  },
  referrers: {
    find: (repository, subject, registry) =>
      find(repository, subject, registry).filter(({ bytes }) => !registry.memory.has(`lost ${bytes.toString()}`)),
  },
});

export const cached = fault("referrers-list-cached", {
  title: "a list that was first read when it was empty stays so",
  breaks: ["referrers.new-pushes-included"],
  referrers: {
    find(repository, subject, registry) {
      const key = `referrers of ${subject}`;
      const found = find(repository, subject, registry);
      if (found.length === 0) registry.memory.set(key, true);
      return registry.memory.has(key) ? [] : found;
    },
  },
});
