import type { Nodes, PhrasingContent } from "mdast";

/** The text of a paragraph or cell without its markup. */
export interface PlainText {
  text: string;
  /** `text` with each character of code replaced by `X`: what stands there is neither a key word nor the end of a sentence. */
  prose: string;
  /** The 1-based line of the document that each character stands on. */
  lines: number[];
}

/** Flattens what a block holds; links give their text, HTML tags a space. */
export function plainText(nodes: readonly (PhrasingContent | Nodes)[]): PlainText {
  const whole: PlainText = { text: "", prose: "", lines: [] };
  for (const node of nodes) append(node, whole);
  return whole;
}

function append(node: Nodes, whole: PlainText): void {
  const line = node.position?.start.line ?? 1;
  if (node.type === "inlineCode") put(whole, node.value, "X".repeat(node.value.length), line);
  else if (node.type === "text") put(whole, linkText(node.value), linkText(node.value), line);
  else if (node.type === "html") put(whole, /^<!--/.test(node.value) ? "" : " ", " ", line);
  else if (node.type === "break") put(whole, "\n", "\n", line);
  else if (node.type === "image" || node.type === "imageReference") put(whole, node.alt ?? "", node.alt ?? "", line);
  else if ("children" in node) for (const child of node.children) append(child, whole);
}

/** A link whose target is defined nowhere is text to the parser, and is read as the link that it is meant to be. */
function linkText(text: string): string {
  return text.replace(/\[([^\][]+)\]\[[^\][]*\]/g, "$1");
}

function put(whole: PlainText, text: string, prose: string, first: number): void {
  let line = first;
  for (const character of text) {
    for (let unit = 0; unit < character.length; unit++) whole.lines.push(line);
    if (character === "\n") line++;
  }
  whole.text += text;
  whole.prose += prose.slice(0, text.length);
}
