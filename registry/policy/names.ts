import { isName } from "../grammar.ts";

/** Decisions on repository names. */
export interface NamePolicy {
  accepts(name: string): boolean;
}

export const conformantNames: NamePolicy = { accepts: isName };
