import type { TarEntry } from "../tar/entry.ts";
import type { EntryType } from "../tar/header.ts";
import { type LayerPath, plainSpelling } from "./path.ts";

/** What a layer holds at one path. */
export interface Node {
  type: EntryType;
  /** As it is spelt in the archive, where that is more than a leading `./` or a last slash away from the path. */
  spelling?: string;
}

const plainNodes = new Map<EntryType, Node>();

/** One object for all entries of a type that are spelt as usual: there may be a million of them. */
function plainNode(type: EntryType): Node {
  const known = plainNodes.get(type);
  if (known) return known;
  const node = { type };
  plainNodes.set(type, node);
  return node;
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

  /** The directories above a path. */
  imply({ key }: LayerPath): void {
    for (let end = key.lastIndexOf("/"); end > 0; end = key.lastIndexOf("/", end - 1)) {
      // A slice of the path, which costs no second text.
      const parent = key.slice(0, end);
      if (this.implied.has(parent)) return;
      this.implied.add(parent);
    }
  }

  add(entry: TarEntry, path: LayerPath): void {
    const plain = plainSpelling(entry.name, entry.type === "directory") === path.key;
    this.nodes.set(path.key, plain ? plainNode(entry.type) : { type: entry.type, spelling: entry.name });
    if (entry.type === "symlink") this.hasSymlinks = true;
  }
}
