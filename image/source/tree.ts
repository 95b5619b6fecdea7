import type { Blob } from "./source.ts";

export interface FileNode {
  type: "file" | "directory" | "other";
  size: number;
  /** Where a symbolic link leads outside of the tree, or nowhere. */
  astray?: string;
}

/** Why an archive's members are not simply the files of a tree. */
export interface TreeProblem {
  path: string;
  message: string;
  found: string;
}

/** Files by path (`blobs/sha256/…`, no leading `./`): a directory, or the members of an archive. */
export interface FileTree {
  readonly nodes: ReadonlyMap<string, FileNode>;
  readonly problems: readonly TreeProblem[];
  /** @returns undefined when it is no file of the tree */
  open(path: string): Blob | undefined;
  close(): Promise<void>;
}

/** Whole content, for small files; undefined when there is more than the limit. */
export async function wholeOf(blob: Blob, limit: number): Promise<Buffer | undefined> {
  if (blob.size !== undefined && blob.size > limit) return undefined;
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of blob.stream()) {
    size += part.length;
    if (size > limit) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts, size);
}
