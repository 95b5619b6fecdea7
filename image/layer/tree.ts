import type { EntryType } from "../tar/header.ts";
import type { TarEntry } from "../tar/reader.ts";
import type { LayerPath } from "./path.ts";

/** What a layer holds at one path. */
export interface Node {
  type: EntryType;
  /** As it is spelt in the archive. */
  name: string;
}

/** One layer's entries by path, for the rules that look from one entry to others. */
export class LayerTree {
  readonly nodes = new Map<string, Node>();
  /** Paths that are there because something lies below them. */
  readonly implied = new Set<string>();
  /** Hard links whose target this layer does not have before them. */
  readonly openLinks: { name: string; target: string }[] = [];
  /** Paths that whiteouts remove. */
  readonly removed: string[] = [];
  /** Directories that got an entry which is no whiteout. */
  readonly filled = new Set<string>();
  hasSymlinks = false;
  /** Its paths were given up to save memory: it can be compared with other layers no more. */
  forgotten = false;

  /** Keeps what later layers are compared with; of large trees, not even that. */
  settle(keep: boolean): void {
    this.filled.clear();
    if (keep) return;
    this.forgotten = true;
    this.nodes.clear();
    this.implied.clear();
    this.openLinks.length = 0;
    this.removed.length = 0;
  }

  add(entry: TarEntry, path: LayerPath): void {
    this.nodes.set(path.key, { type: entry.type, name: entry.name });
    if (entry.type === "symlink") this.hasSymlinks = true;
  }
}
