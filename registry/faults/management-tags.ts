import { answer } from "../answer.ts";
import { fault } from "../fault.ts";
import { when, where, withStatus } from "../rewrite.ts";
import { deletion, inKnownRepository } from "./deletion.ts";

export const tagRefusalIsError = fault("tag-delete-disabled-500", {
  title: "disabled tag deletion answers 500",
  breaks: ["management.tag-only-manifest", "management.disable-allowed"],
  settings: { deletion: { ...deletion, tags: false } },
  answer: { "tag.delete": when(405, withStatus(500)) },
});

export const tagDeleteIs200 = fault("tag-delete-200", {
  title: "tag deletion answers 200",
  breaks: ["management.tag.delete-202"],
  answer: { "tag.delete": when(202, withStatus(200)) },
});

export const tagDeleteDoesNothing = fault("tag-delete-noop", {
  title: "tag deletion answers 202 without effect",
  breaks: ["management.tag.delete-get-404", "discovery.tags.reflects-delete"],
  before: {
    "tag.delete": ({ name, reference }, { repositories }) =>
      repositories.get(name)?.tags.has(reference) ? answer(202) : undefined,
  },
});

export const tagDeleteTakesManifest = fault("tag-delete-removes-manifest", {
  title: "deleting a tag deletes the manifest and its other tags",
  breaks: ["management.tag.delete-keeps-manifest"],
  before: {
    "tag.delete": ({ name, reference }, { repositories }) => {
      const repository = repositories.get(name);
      const digest = repository?.tags.get(reference);
      if (!repository || !digest) return undefined;
      repository.removeManifest(digest);
      return answer(202);
    },
  },
});

export const tagRefusalIs404 = fault("tag-delete-disabled-404", {
  title: "disabled tag deletion answers 404",
  breaks: ["management.tag.delete-disabled"],
  settings: { deletion: { ...deletion, tags: false } },
  answer: { "tag.delete": when(405, withStatus(404)) },
});

export const tagRefusalDeletes = fault("tag-delete-405-but-deletes", {
  title: "disabled tag deletion answers 405, but the tag is removed",
  breaks: ["management.tag.delete-disabled-intact"],
  settings: { deletion: { ...deletion, tags: false } },
  answer: {
    "tag.delete": when(405, (refused, { name, reference }, { repositories }) => {
      repositories.get(name)?.tags.delete(reference);
      return refused;
    }),
  },
});

export const unknownTagDeleted = fault("tag-delete-unknown-202", {
  title: "deleting an unknown tag answers 202",
  breaks: ["management.tag.delete-unknown-404"],
  answer: { "tag.delete": where(inKnownRepository, when(404, withStatus(202))) },
});
