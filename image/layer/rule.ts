import type { Said } from "../findings.ts";
import type { TarEntry } from "../tar/entry.ts";
import type { LayerPath } from "./path.ts";
import type { LayerTree } from "./tree.ts";

/** An entry on its way into the tree: the tree holds what came before it. */
export interface Arrival {
  entry: TarEntry;
  path: LayerPath;
  tree: LayerTree;
}

/** Looks at one entry and says what is wrong with it. */
export type LayerRule = (arrival: Arrival, say: (said: Omit<Said, "entry">) => void) => void;
