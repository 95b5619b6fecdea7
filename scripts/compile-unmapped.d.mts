import type { Unmapped } from "../specs/unmapped.ts";

export function compileUnmapped(folder: string, schema: object): { unmapped: Unmapped[]; problems: string[] };
