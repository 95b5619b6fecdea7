import { readdirSync, realpathSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import { fileBlob, reasonOf } from "./file.ts";
import { UnusableInput } from "./source.ts";
import type { FileNode, FileTree, TreeProblem } from "./tree.ts";

/**
 * The files of a directory that matter to a layout: those at its root, and all below `blobs`.
 * @throws UnusableInput when it cannot be read
 */
export function directoryTree(root: string): FileTree {
  const nodes = new Map<string, FileNode>();
  const problems: TreeProblem[] = [];
  const realRoot = realpathSync(root);
  const visit = (folder: string): void => {
    let names: string[];
    try {
      names = readdirSync(join(root, folder));
    } catch (error) {
      throw new UnusableInput(`${join(root, folder)} cannot be read: ${reasonOf(error)}`);
    }
    for (const name of names.sort()) {
      const path = folder === "" ? name : `${folder}/${name}`;
      const node = nodeAt(root, realRoot, path);
      nodes.set(path, node);
      // Blobs lie no deeper, and links to directories above would lead round and round.
      if (node.type === "directory" && /^blobs(\/[^/]+)?$/.test(path)) visit(path);
    }
  };
  visit("");
  return {
    nodes,
    problems,
    open: (path) => {
      const node = nodes.get(path);
      return node?.type === "file" ? fileBlob(join(root, path), node.size) : undefined;
    },
    close: async () => {},
  };
}

function nodeAt(root: string, realRoot: string, path: string): FileNode {
  const file = join(root, path);
  try {
    const real = realpathSync(file);
    if (!real.startsWith(`${realRoot}${sep}`)) return { type: "other", size: 0, astray: "a link out of the layout" };
    const status = statSync(file);
    const type = status.isFile() ? "file" : status.isDirectory() ? "directory" : "other";
    return { type, size: status.size };
  } catch {
    return { type: "other", size: 0, astray: "a link that leads nowhere" };
  }
}
