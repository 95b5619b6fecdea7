import fc from "fast-check";
import { hostileText } from "./hostile-texts.ts";

const odd = fc.oneof(
  fc.constantFrom(null, true, 0, -1, 1e300, "", "x1", "x9999", "push", "__proto__", [], {}, [[]], [null]),
  hostileText,
  fc.json({ maxDepth: 2 }).map((text) => JSON.parse(text)),
);

/** Something done to one place of a JSON document: another value, nothing, the same twice, or two values exchanged. */
export type Mutation = { path: number[]; how: string; value: unknown };

export const mutation: fc.Arbitrary<Mutation> = fc.record({
  path: fc.array(fc.nat(200), { minLength: 1, maxLength: 7 }),
  how: fc.constantFrom("replace", "remove", "repeat", "swap"),
  value: odd,
});

/** The document with all of that done to it. */
export function mutated<T>(document: T, mutations: readonly Mutation[]): T {
  const copy = structuredClone(document);
  for (const each of mutations) mutate(copy, each);
  return copy;
}

function mutate(document: unknown, { path, how, value }: Mutation): void {
  let parent = document as Record<string, unknown>;
  for (const [depth, step] of path.entries()) {
    const names = Object.keys(parent);
    const name = names[step % names.length];
    if (name === undefined) return;
    const child = parent[name];
    const hasInside = typeof child === "object" && child !== null && Object.keys(child).length > 0;
    if (depth < path.length - 1 && hasInside) {
      parent = child as Record<string, unknown>;
      continue;
    }
    const other = names[(step + 1) % names.length] as string;
    if (how === "replace") parent[name] = value;
    else if (how === "remove") Array.isArray(parent) ? parent.splice(Number(name), 1) : delete parent[name];
    else if (how === "repeat" && Array.isArray(parent)) parent.push(structuredClone(child));
    else [parent[name], parent[other]] = [parent[other], child];
    return;
  }
}
