import { answer } from "../answer.ts";
import { fault, type Rewrite } from "../fault.ts";
import { conformant } from "../policy.ts";
import { bare, where, withHeader, withJson, withStatus } from "../rewrite.ts";

interface TagList {
  name: string;
  tags: string[];
}

/** The change, for lists that ask for no subset, in a repository with several tags. */
const wholeList = (change: Rewrite): Rewrite =>
  where(
    ({ query, name, method }, { repositories }) =>
      method === "GET" && query.raw === "" && (repositories.get(name)?.tags.size ?? 0) > 2,
    change,
  );

/** The change, for lists of a repository with that many tags. */
const withTags = (count: number, change: Rewrite): Rewrite =>
  where(({ name }, { repositories }) => repositories.get(name)?.tags.size === count, change);

export const oneTagNotFound = fault("tags-list-404", {
  title: "tags/list answers 404 for a repository holding one tag",
  breaks: ["discovery.tags.list-200"],
  answer: { "tags.list": withTags(1, bare(404)) },
});

export const shortName = fault("tags-list-name-wrong", {
  title: "name is the last path component only",
  breaks: ["discovery.tags.body"],
  answer: {
    "tags.list": wholeList(withJson(({ name, tags }: TagList) => ({ name: name.split("/").at(-1), tags }))),
  },
});

export const oneTagMissing = fault("tags-list-drops-one", {
  title: "a tag called alpha is missing from the list",
  breaks: ["discovery.tags.complete"],
  answer: {
    "tags.list": wholeList(
      withJson(({ name, tags }: TagList) => ({ name, tags: tags.filter((tag) => !tag.startsWith("alpha")) })),
    ),
  },
});

export const indexMissing = fault("tags-list-drops-index", {
  title: "a tag called index is missing from the list",
  breaks: ["discovery.tags.complete", "discovery.tags.n-larger", "discovery.tags.link-walk"],
  tags: { list: (repository) => conformant.tags.list(repository).filter((tag) => tag !== "index") },
});

export const nullForEmpty = fault("tags-list-null", {
  title: "an empty list is sent as null",
  breaks: ["discovery.tags.null-array"],
  answer: {
    "tags.list": withTags(
      0,
      withJson(({ name }: TagList) => ({ name, tags: null })),
    ),
  },
});

export const emptyList500 = fault("tags-list-empty-500", {
  title: "listing a repository without tags answers 500",
  breaks: ["discovery.tags.empty-repo"],
  answer: { "tags.list": withTags(0, withStatus(500)) },
});

export const unknownIsEmpty = fault("tags-list-unknown-repo-200", {
  title: "unknown repositories list as empty with 200",
  breaks: ["discovery.tags.unknown-repo-404"],
  answer: {
    "tags.list": where(({ name }, { repositories }) => !repositories.has(name), withStatus(200)),
  },
});

export const unsorted = fault("tags-unsorted", {
  title: "the first two tags of the whole list change places",
  breaks: ["discovery.tags.order"],
  answer: {
    "tags.list": wholeList(
      withJson(({ name, tags: [first, second, ...others] }: TagList) => ({ name, tags: [second, first, ...others] })),
    ),
  },
});

export const plainText = fault("tags-list-text-plain", {
  title: "the tag list is sent as text/plain",
  breaks: ["discovery.tags.content-type"],
  answer: { "tags.list": withHeader("Content-Type", "text/plain") },
});

export const head500 = fault("tags-head-500", {
  title: "HEAD on tags/list answers 500",
  breaks: ["discovery.tags.head"],
  answer: { "tags.list": where(({ method }) => method === "HEAD", withStatus(500)) },
});

export const frozen = fault("tags-list-stale", {
  title: "a list is frozen when it was read with a single tag in it",
  breaks: ["discovery.tags.reflects-push"],
  answer: {
    "tags.list": (said, { name }, { memory, repositories }) => {
      const key = `frozen list of ${name}`;
      if (repositories.get(name)?.tags.size === 1) memory.set(key, said.body);
      return memory.has(key) ? answer(200, said.headers, memory.get(key) as Buffer) : said;
    },
  },
});

export const deletedStays = fault("tags-list-keeps-deleted", {
  title: "a deleted tag stays in the list",
  breaks: ["discovery.tags.reflects-delete"],
  before: {
    "tag.delete": ({ name, reference }, { memory }) => {
      memory.set(`deleted from ${name}`, reference);
      return undefined;
    },
  },
  answer: {
    "tags.list": (said, request, registry) => {
      const deleted = registry.memory.get(`deleted from ${request.name}`);
      if (deleted === undefined || said.status !== 200) return said;
      const kept = withJson(({ name, tags }: TagList) => ({ name, tags: [...new Set([...tags, deleted])].sort() }));
      return kept(said, request, registry);
    },
  },
});
