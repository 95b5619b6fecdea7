import { answer } from "../answer.ts";
import { fault } from "../fault.ts";
import { when, where, withStatus } from "../rewrite.ts";
import { deletion, graveOf, inKnownRepository } from "./deletion.ts";

export const blobRefusalIsError = fault("blob-delete-disabled-500", {
  title: "disabled blob deletion answers 500",
  breaks: ["management.disable-allowed", "management.blob.delete-referenced"],
  settings: { deletion: { ...deletion, blobs: false } },
  answer: { "blob.delete": when(405, withStatus(500)) },
});

export const blobDeleteIs200 = fault("blob-delete-200", {
  title: "blob deletion answers 200",
  breaks: ["management.blob.delete-202"],
  answer: { "blob.delete": when(202, withStatus(200)) },
});

export const blobDeleteDoesNothing = fault("blob-delete-noop", {
  title: "blob deletion answers 202 without effect",
  breaks: ["management.blob.delete-get-404"],
  before: {
    "blob.delete": ({ name, reference }, { repositories }) =>
      repositories.get(name)?.blobs.has(reference) ? answer(202) : undefined,
  },
});

export const unknownBlobDeleted = fault("blob-delete-unknown-202", {
  title: "deleting an unknown blob answers 202",
  breaks: ["management.blob.delete-unknown-404"],
  answer: { "blob.delete": where(inKnownRepository, when(404, withStatus(202))) },
});

export const blobRefusalIs404 = fault("blob-delete-disabled-404", {
  title: "disabled blob deletion answers 404",
  breaks: ["management.blob.delete-disabled"],
  settings: { deletion: { ...deletion, blobs: false } },
  answer: { "blob.delete": when(405, withStatus(404)) },
});

export const referencedIsError = fault("blob-delete-referenced-500", {
  title: "deleting a blob that a manifest uses answers 500",
  breaks: ["management.blob.delete-referenced"],
  before: {
    "blob.delete": ({ name, reference }, { repositories }) => {
      const manifests = [...(repositories.get(name)?.manifests.values() ?? [])];
      return manifests.some(({ bytes }) => bytes.includes(reference)) ? answer(500) : undefined;
    },
  },
});

export const blobTombstone = fault("blob-tombstone", {
  title: "a blob uploaded again after its deletion is taken with 201, but stays 404",
  breaks: ["management.blob.reupload-after-delete"],
  answer: {
    "blob.delete": when(202, (deleted, request, { memory }) => {
      memory.set(graveOf(request), true);
      return deleted;
    }),
    "blob.get": where((request, { memory }) => memory.has(graveOf(request)), withStatus(404)),
  },
});
