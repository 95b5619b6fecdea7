import type { Node } from "jsonc-parser";
import { type Rule, shown, within } from "./observation.ts";
import { membersOf } from "./parts.ts";

/** Unpaired surrogates, and the code points that Unicode keeps from text. */
const unfit = /[\p{Surrogate}\p{Noncharacter_Code_Point}]/u;

/** Names and values that no UTF-8 text can hold. */
export const strings: Rule = function* ({ tree }) {
  yield* unfitIn(tree, "");
};

function* unfitIn(node: Node, pointer: string): ReturnType<Rule> & Generator {
  if (node.type === "string" && unfit.test(node.value)) yield unfitText(node.value, pointer);
  if (node.type === "object")
    for (const [name, child] of membersOf(node)) {
      if (unfit.test(name)) yield unfitText(name, within(pointer, name));
      yield* unfitIn(child, within(pointer, name));
    }
  if (node.type === "array")
    for (const [index, child] of (node.children ?? []).entries()) yield* unfitIn(child, within(pointer, index));
}

function unfitText(text: string, pointer: string) {
  return {
    requirement: "image.json.no-lone-surrogates" as const,
    pointer,
    message: "The string holds a lone surrogate or a noncharacter",
    expected: "Unicode text",
    found: shown(text),
    advice: "Write the character itself, or leave it out.",
    always: true,
  };
}
