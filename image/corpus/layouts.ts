import type { LayoutCase } from "./layout/case.ts";
import { graphFaults } from "./layout/graph-faults.ts";
import { layerFaults } from "./layout/layer-faults.ts";
import { layoutFaults } from "./layout/layout-faults.ts";
import { legalLayouts } from "./layout/legal.ts";

export type { LayoutCase } from "./layout/case.ts";

/** Layouts with one fault each, and legal ones: what proves that every finding can be found, and disturbs no other. */
export const layouts: readonly LayoutCase[] = [...layerFaults, ...graphFaults, ...layoutFaults, ...legalLayouts];
