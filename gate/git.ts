import { spawnSync } from "node:child_process";
import { UnreadableSpec } from "./errors.ts";

/** A file of a commit. */
export interface CommittedFile {
  path: string;
  /** Name of its content: the same content has the same name in every commit. */
  blob: string;
}

/**
 * The files of a commit, read without a work tree.
 * @param repository a clone, bare or not
 * @param ref whatever git takes for a commit
 * @throws UnreadableSpec where there is no such repository or ref
 */
export function filesAt(repository: string, ref: string): CommittedFile[] {
  const listing = git(repository, ["ls-tree", "-r", "-z", "--full-tree", "--end-of-options", `${ref}^{commit}`]);
  if (listing === undefined)
    throw new UnreadableSpec(
      `git finds no commit "${ref}" in ${repository}: give a branch, tag or commit that is fetched`,
    );
  return listing
    .toString()
    .split("\0")
    .flatMap((row) => {
      const [, blob, path] = /^\d+ blob ([0-9a-f]+)\t(.*)$/s.exec(row) ?? [];
      return blob && path ? [{ path, blob }] : [];
    });
}

/** The texts of these contents, in their order; one call of git for all of them. */
export function textsOf(repository: string, blobs: readonly string[]): string[] {
  if (blobs.length === 0) return [];
  const output = git(repository, ["cat-file", "--batch"], `${blobs.join("\n")}\n`);
  if (!output) throw new UnreadableSpec(`git cannot read the files of ${repository}`);
  let offset = 0;
  return blobs.map((blob) => {
    const end = output.indexOf(10, offset);
    const size = Number(output.toString("latin1", offset, end).split(" ")[2]);
    if (!Number.isInteger(size)) throw new UnreadableSpec(`git has no content of ${blob} in ${repository}: fetch it`);
    offset = end + 1 + size + 1;
    return output.toString("utf8", end + 1, end + 1 + size);
  });
}

/** What git prints; undefined when it fails. */
export function git(repository: string, args: readonly string[], input?: string): Buffer | undefined {
  const { status, stdout, error } = spawnSync("git", ["-C", repository, ...args], {
    input,
    maxBuffer: 1 << 28,
    stdio: ["pipe", "pipe", "ignore"],
  });
  if (error && (error as NodeJS.ErrnoException).code === "ENOENT")
    throw new UnreadableSpec("git is needed to read a ref, and is not installed");
  return status === 0 ? stdout : undefined;
}
