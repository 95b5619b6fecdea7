import { isTag } from "../grammar.ts";
import type { Repository } from "../store/repository.ts";

/** Whether a tag stands in the path or in a `tag` parameter. */
export type TagOrigin = "reference" | "parameter";

export interface PageRequest {
  /** Entries asked for; undefined when the request names no number. */
  n: number | undefined;
  /** The entry after which the page starts. */
  last: string | undefined;
  /** Most entries of one page. */
  pageSize: number;
}

/** Decisions on tags: their grammar, where they point, how they are listed. */
export interface TagPolicy {
  accepts(tag: string, origin: TagOrigin): boolean;
  /** What the tag is stored and looked up as. */
  key(tag: string): string;
  /** Whether pushing lets the tag point to that digest. */
  moves(repository: Repository, tag: string, digest: string, origin: TagOrigin): boolean;
  /** All tags, in order. */
  list(repository: Repository): string[];
  /** The entries of one page, and whether there are more behind it. */
  page(tags: string[], request: PageRequest): { tags: string[]; more: boolean };
}

export const conformantTags: TagPolicy = {
  accepts: isTag,
  key: (tag) => tag,
  moves: () => true,
  list: (repository) => [...repository.tags.keys()].sort(),
  page: (tags, request) => pageOf(tags, request, (tag, last) => tag > last),
};

/** One page of tags that are in order. @param isBehind whether a tag stands behind another in that order */
export function pageOf(
  tags: string[],
  { n = Number.POSITIVE_INFINITY, last, pageSize }: PageRequest,
  isBehind: (tag: string, last: string) => boolean,
): { tags: string[]; more: boolean } {
  const behind = last === undefined ? tags : tags.filter((tag) => isBehind(tag, last));
  const page = behind.slice(0, Math.min(n, pageSize));
  return { tags: page, more: n > 0 && page.length < behind.length };
}
