import { isNode, isScalar, parseDocument, visit } from "yaml";

/**
 * The text of a file of the catalogue in which a new version says whatever edge says. Nothing else changes: comments, order
 * and layout stay.
 * @param yaml of `specs/<spec>/<file>.yaml`; every map with a key `edge` is one by version
 * @param said what to write for the new version; default what edge has
 */
export function withVersion(yaml: string, version: string, said?: string): string {
  const additions: { at: number; text: string }[] = [];
  visit(parseDocument(yaml), {
    Map(_, { items, flow }) {
      for (const { key, value } of items) {
        if (!isScalar(key) || key.value !== "edge" || !key.range) continue;
        const [start, end] = key.range;
        const until = (isNode(value) && value.range?.[1]) || end;
        const content = said === undefined ? yaml.slice(end, until).trimEnd() : `: ${said}`;
        const indentation = " ".repeat(start - (yaml.lastIndexOf("\n", start) + 1));
        additions.push({ at: start, text: `${JSON.stringify(version)}${content}${flow ? ", " : `\n${indentation}`}` });
      }
    },
  });
  return additions.reduceRight((text, { at, text: added }) => text.slice(0, at) + added + text.slice(at), yaml);
}
