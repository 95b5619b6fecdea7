import { answer } from "../answer.ts";
import { fault } from "../fault.ts";
import type { Registry } from "../registry.ts";
import type { RegistryRequest } from "../request.ts";
import { bare, when, where, withStatus } from "../rewrite.ts";
import { deletion, graveOf, inKnownRepository } from "./deletion.ts";

export const manifestDeleteIs204 = fault("manifest-delete-204", {
  title: "manifest deletion answers 204",
  breaks: ["management.manifest.delete-202"],
  answer: { "manifest.delete": when(202, withStatus(204)) },
});

export const manifestDeleteDoesNothing = fault("manifest-delete-noop", {
  title: "deleting a manifest that no tag points to answers 202 without effect",
  breaks: ["management.manifest.delete-get-404"],
  before: {
    "manifest.delete": (request, { repositories }) =>
      repositories.get(request.name)?.manifests.has(request.reference) && tagsOf(request, { repositories }).length === 0
        ? answer(202)
        : undefined,
  },
});

export const danglingTags = fault("manifest-delete-dangling-tags", {
  title: "tags keep answering 200 after their manifest was deleted",
  breaks: ["management.manifest.delete-tags-404"],
  before: {
    "manifest.delete": (request, registry) => {
      for (const tag of tagsOf(request, registry)) registry.memory.set(`tag ${request.name} ${tag}`, true);
      return undefined;
    },
  },
  answer: {
    "manifest.get": where(({ name, reference }, { memory }) => memory.has(`tag ${name} ${reference}`), withStatus(200)),
  },
});

export const deletedWhereNothingIs = fault("manifest-delete-unknown-repo-202", {
  title: "deleting a manifest in an unknown repository answers 202",
  breaks: ["management.manifest.delete-unknown-repo-404"],
  answer: { "manifest.delete": where((...of) => !inKnownRepository(...of), when(404, withStatus(202))) },
});

export const unknownManifestDeleted = fault("manifest-delete-unknown-202", {
  title: "deleting an unknown digest answers 202",
  breaks: ["management.manifest.delete-unknown-404"],
  answer: { "manifest.delete": where(inKnownRepository, when(404, withStatus(202))) },
});

export const manifestRefusalIs404 = fault("manifest-delete-disabled-404", {
  title: "disabled manifest deletion answers 404",
  breaks: ["management.manifest.delete-disabled"],
  settings: { deletion: { ...deletion, manifests: false } },
  answer: { "manifest.delete": when(405, withStatus(404)) },
});

export const takesSharedBlobs = fault("manifest-delete-removes-shared-blobs", {
  title: "deleting a manifest without annotations removes its layers, although others use them",
  breaks: ["management.manifest.delete-other-untouched"],
  before: {
    "manifest.delete": ({ name, reference }, { repositories }) => {
      const repository = repositories.get(name);
      const manifest = repository?.manifests.get(reference);
      const { annotations, layers = [] } = JSON.parse(manifest?.bytes.toString() ?? "{}");
      // Manifests with annotations are those of other suites, over the layer that everything rests on.
      if (annotations) return undefined;
      for (const { digest } of layers) repository?.blobs.delete(digest);
      return undefined;
    },
  },
});

export const manifestDeletedEverywhere = fault("manifest-delete-global", {
  title: "deleting a manifest in one repository removes it everywhere",
  breaks: ["management.manifest.delete-cross-repo"],
  answer: {
    "manifest.delete": when(202, (deleted, { reference }, { repositories }) => {
      for (const repository of repositories.values()) repository.removeManifest(reference);
      return deleted;
    }),
  },
});

export const manifestTombstone = fault("manifest-tombstone", {
  title: "a manifest pushed again after its deletion is taken with 201, but stays 404",
  breaks: ["management.manifest.repush-after-delete"],
  answer: {
    "manifest.delete": when(202, (deleted, request, { memory }) => {
      memory.set(graveOf(request), true);
      return deleted;
    }),
    "manifest.get": where((request, { memory }) => memory.has(graveOf(request)), bare(404)),
  },
});

export const malformedIsError = fault("manifest-delete-malformed-500", {
  title: "deleting a malformed digest answers 500",
  breaks: ["management.manifest.delete-malformed"],
  answer: { "manifest.delete": when(400, withStatus(500)) },
});

function tagsOf({ name, reference }: RegistryRequest, { repositories }: Pick<Registry, "repositories">): string[] {
  const tags = [...(repositories.get(name)?.tags ?? [])];
  return tags.filter(([, digest]) => digest === reference).map(([tag]) => tag);
}
