import { type ByteRange, parseRange, type RangeOutcome } from "../range.ts";
import type { Registry } from "../registry.ts";
import type { Blob, Repository } from "../store/repository.ts";

/** Decisions on pulling blobs. */
export interface BlobPolicy {
  /** The blob that a repository has under this digest. */
  find(repository: Repository, digest: string, registry: Registry): Blob | undefined;
  /** What a Range header asks for. */
  range(header: string, size: number): RangeOutcome;
  /** The bytes sent for a range that is labelled as asked for. */
  slice(range: ByteRange, size: number): ByteRange;
}

export const conformantBlobs: BlobPolicy = {
  find: (repository, digest) => repository.blobs.get(digest),
  range: parseRange,
  slice: (range) => range,
};
