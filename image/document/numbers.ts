import type { Node } from "jsonc-parser";
import { type Observation, type Rule, within } from "./observation.ts";
import { membersOf } from "./parts.ts";

const integer = /^-?(?:0|[1-9][0-9]*)$/;
const int64 = { max: 2n ** 63n - 1n, min: -(2n ** 63n) };
const exact = 2n ** 53n - 1n;

/** Numbers as they are written, which a parser does not tell: 2.0 for 2, and what a double cannot hold. */
export const numbers: Rule = function* ({ text, tree, parts }) {
  const tooLarge = new Set<string>();
  for (const { kind, pointer, node } of parts) {
    const member = (name: string) => {
      const value = membersOf(node).get(name);
      return value?.type === "number" ? tokenOf(value, text) : undefined;
    };
    const version = member("schemaVersion");
    if ((kind === "manifest" || kind === "index") && version !== undefined && Number(version) === 2 && version !== "2")
      yield {
        requirement: `image.${kind}.schema-version-value`,
        pointer: within(pointer, "schemaVersion"),
        message: '"schemaVersion" is not written as an integer',
        expected: "2",
        found: version,
        advice: "Write 2.",
      };
    const size = member("size");
    if ((kind !== "descriptor" && kind !== "entry") || size === undefined) continue;
    const place = within(pointer, "size");
    if (!integer.test(size))
      yield {
        requirement: "image.descriptor.size-integer",
        pointer: place,
        message: '"size" is not written as an integer',
        expected: "digits only",
        found: size,
        advice: "Write the number of bytes without fraction and exponent: decoders of an int64 refuse any other form.",
      };
    else if (BigInt(size) > int64.max) {
      tooLarge.add(place);
      yield {
        requirement: "image.descriptor.size-int64-range",
        pointer: place,
        message: '"size" is more than an int64 holds',
        expected: `at most ${int64.max}`,
        found: size,
        advice: "Write the length of the content in bytes.",
      };
    }
  }
  yield* beyondDoubles(tree, "", text, tooLarge);
};

function* beyondDoubles(node: Node, pointer: string, text: string, reported: Set<string>): Iterable<Observation> {
  if (node.type === "number") {
    const token = tokenOf(node, text);
    if (!integer.test(token) || reported.has(pointer)) return;
    const size = BigInt(token);
    if (size <= exact && size >= -exact) return;
    yield {
      requirement: "image.json.number-range",
      pointer,
      message: "The integer is more than a double holds exactly",
      expected: `at most ${exact} in magnitude`,
      found: token,
      advice: "Expect readers that keep numbers as doubles to see another number.",
    };
  }
  if (node.type === "object")
    for (const [name, child] of membersOf(node)) yield* beyondDoubles(child, within(pointer, name), text, reported);
  if (node.type === "array")
    for (const [index, child] of (node.children ?? []).entries())
      yield* beyondDoubles(child, within(pointer, index), text, reported);
}

function tokenOf({ offset, length }: Node, text: string): string {
  return text.slice(offset, offset + length);
}
