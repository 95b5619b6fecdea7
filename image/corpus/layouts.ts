import type { LayoutCase } from "./case.ts";
import { graphFaults } from "./graph-faults.ts";
import { layerFaults } from "./layer-faults.ts";
import { layoutFaults } from "./layout-faults.ts";
import { legalLayouts } from "./legal.ts";

export type { LayoutCase } from "./case.ts";

/** Layouts with one fault each, and legal ones: what proves that every finding can be found, and disturbs no other. */
export const layouts: readonly LayoutCase[] = [...layerFaults, ...graphFaults, ...layoutFaults, ...legalLayouts];
