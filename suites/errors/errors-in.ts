import type { Observation } from "../kit/index.ts";

/** An entry of an error body, with whatever stands where its members should. */
export type ErrorEntry = Record<string, unknown>;

/** The entries of an error body; undefined when it is no JSON object with a list of them. */
export function errorsIn({ json }: Observation): ErrorEntry[] | undefined {
  const errors = (json as { errors?: unknown } | null | undefined)?.errors;
  if (!Array.isArray(errors)) return undefined;
  return errors.map((entry) => (typeof entry === "object" && entry !== null ? entry : {}));
}

/** That codes are in capitals is a requirement of its own. */
export function sameCode(one: string, other: unknown): boolean {
  return typeof other === "string" && one.toLowerCase() === other.toLowerCase();
}
