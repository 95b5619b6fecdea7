/** A line of a Markdown document and the heading it stands under. */
export interface OutlinedLine {
  /** 1-based */
  number: number;
  /** Anchor of the nearest heading above (or of the line itself, when it is one), with the `#`; `#` before the first. */
  anchor: string;
  text: string;
  /** Whether it belongs to a code block, its fences included. */
  code: boolean;
}

/** Every line of the document under its heading, with the anchors that GitHub gives the headings. */
export function outline(markdown: string): OutlinedLine[] {
  const anchors = new Map<string, number>();
  let anchor = "#";
  let fence: string | undefined;
  return markdown.split(/\r?\n/).map((text, index) => {
    const mark = /^\s*(```|~~~)/.exec(text)?.[1];
    const isFence = mark !== undefined && (fence === undefined || fence === mark);
    if (isFence) fence = fence === undefined ? mark : undefined;
    const code = isFence || fence !== undefined;
    const heading = fence === undefined ? /^#{1,6}\s+(.*?)\s*#*$/.exec(text)?.[1] : undefined;
    if (heading !== undefined) anchor = `#${unique(slug(heading), anchors)}`;
    return { number: index + 1, anchor, text, code };
  });
}

function slug(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}_\- ]/gu, "")
    .replaceAll(" ", "-");
}

function unique(name: string, taken: Map<string, number>): string {
  const count = taken.get(name) ?? 0;
  taken.set(name, count + 1);
  return count === 0 ? name : `${name}-${count}`;
}
