import { oneLine, visible } from "../visible.ts";

/** Text of ours in Markdown: nothing in it is markup. For what a target says there is `code`. */
export function plain(text: string): string {
  return oneLine(text).replace(/[\\`*_{}[\]<>#+!|~&@]/g, (character) =>
    /[<>&@]/.test(character) ? `&#${character.charCodeAt(0)};` : `\\${character}`,
  );
}

/** Text as a code span, which no text can end: the fence is longer than any run of backticks in it. */
export function code(text: string, limit = 500): string {
  const line = oneLine(text, limit);
  if (line.trim() === "") return "nothing";
  const ticks = fenceFor(line, 1);
  const space = /^[` ]|[` ]$/.test(line) ? " " : "";
  return `${ticks}${space}${line}${space}${ticks}`;
}

/** A link, unless the address is none that a report of ours would have. */
export function link(text: string, url: string): string {
  return /^https:\/\/[^\s()<>\\]+$/.test(url) ? `[${text}](${url})` : text;
}

/** Text as a block of code. */
export function fence(text: string, language = ""): string {
  const ticks = fenceFor(text, 3);
  return `${ticks}${language}\n${visible(text)}\n${ticks}`;
}

/** A table (GFM); a bar in a cell would end it, in code too. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replace(/(?<!\\)\|/g, "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

function fenceFor(text: string, least: number): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  return "`".repeat(Math.max(least, longest + 1));
}
