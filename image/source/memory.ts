import type { Blob } from "./source.ts";
import type { FileNode, FileTree } from "./tree.ts";

/** Files that are held in memory, by path; a path that ends in a slash is a directory. */
export function memoryTree(files: ReadonlyMap<string, Buffer>): FileTree {
  const nodes = new Map<string, FileNode>();
  for (const [path, bytes] of files) {
    const segments = path.split("/");
    for (let depth = 1; depth < segments.length; depth++)
      nodes.set(segments.slice(0, depth).join("/"), { type: "directory", size: 0 });
    if (!path.endsWith("/")) nodes.set(path, { type: "file", size: bytes.length });
  }
  return {
    nodes,
    problems: [],
    open: (path) => {
      const bytes = files.get(path);
      return bytes && bytesBlob(bytes);
    },
    close: async () => {},
  };
}

export function bytesBlob(bytes: Buffer): Blob {
  return {
    size: bytes.length,
    async *stream() {
      yield bytes;
    },
  };
}
