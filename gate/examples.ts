import GithubSlugger from "github-slugger";
import type { Nodes } from "mdast";
import { parseMarkdown } from "./markdown.ts";
import { plainText } from "./plain-text.ts";

/** A fenced block of a document that says it is JSON. */
export interface Example {
  file: string;
  /** 1-based, of the fence. */
  line: number;
  /** Of the heading above, with the `#`. */
  anchor: string;
  /** What the fence says it is (`mediatype=` in its info string); null where it does not say. */
  mediaType: string | null;
  text: string;
}

/** The JSON examples of a document, in its order. */
export function examplesOf(markdown: string, file: string): Example[] {
  const slugger = new GithubSlugger();
  const examples: Example[] = [];
  let anchor = "#";
  const visit = (node: Nodes): void => {
    if (node.type === "heading") anchor = `#${slugger.slug(plainText(node.children).text)}`;
    else if (node.type === "code" && /^json\b/.test(node.lang ?? ""))
      examples.push({
        file,
        line: node.position?.start.line ?? 1,
        anchor,
        mediaType: mediaTypeIn(`${node.lang} ${node.meta ?? ""}`),
        text: node.value,
      });
    else if ("children" in node) for (const child of node.children) visit(child);
  };
  visit(parseMarkdown(markdown));
  return examples;
}

function mediaTypeIn(info: string): string | null {
  const value = /\bmediatype=([^\s&,]+)/.exec(info)?.[1];
  if (value === undefined) return null;
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
