import GithubSlugger from "github-slugger";
import type { Code, Heading, List, Nodes, Parents, Table } from "mdast";
import { statementReference } from "../specs/fingerprint.ts";
import type { Level } from "../specs/model.ts";
import type { Passage, PassageKind, Statement } from "../specs/statement.ts";
import { levelsIn, strongest } from "./key-words.ts";
import { parseMarkdown } from "./markdown.ts";
import { type PlainText, plainText } from "./plain-text.ts";
import { sentencesOf } from "./sentences.ts";

/** What a block inherits from what stands around it. */
interface Setting {
  under: string[];
  /** The level that the introduction gives what it introduces. */
  level: Level | null;
  note: boolean;
}

/**
 * Every passage of a document, in its order: sentences, table rows, headings, lines of code.
 * @param file its name, as references have it
 */
export function passagesOf(markdown: string, file: string): Passage[] {
  return new Reader(file).read(markdown);
}

/** The passages that bind: those with a key word, and the items of a list that a sentence with one introduces. */
export function statementsIn(passages: readonly Passage[]): Statement[] {
  return passages.filter((passage): passage is Statement => passage.level !== null);
}

class Reader {
  private readonly slugger = new GithubSlugger();
  private readonly passages: Passage[] = [];
  private readonly headings: { depth: number; text: string }[] = [];
  private anchor = "#";

  constructor(private readonly file: string) {}

  read(markdown: string): Passage[] {
    this.blocks(parseMarkdown(markdown), { under: [], level: null, note: false });
    return this.passages;
  }

  private blocks(parent: Parents, setting: Setting): void {
    let introduction: Passage | undefined;
    for (const node of parent.children) {
      const shown = introduction && shownBy(node);
      if (introduction && shown !== undefined) introduction.shows = shown;
      introduction = this.block(node, setting, introduction) ?? (keepsIntroduction(node) ? introduction : undefined);
    }
  }

  /** Reads a block; returns the sentence in it that introduces what follows. */
  private block(node: Nodes, setting: Setting, introduction: Passage | undefined): Passage | undefined {
    if (node.type === "heading") this.heading(node);
    else if (node.type === "paragraph") return this.paragraph(plainText(node.children), setting);
    else if (node.type === "list") this.list(node, introduced(setting, introduction));
    else if (node.type === "table") this.table(node, introduced(setting, introduction));
    else if (node.type === "blockquote") this.blocks(node, { ...setting, note: true });
    else if (node.type === "code") this.code(node, setting);
    return undefined;
  }

  private heading(node: Heading): void {
    const words = plainText(node.children);
    this.anchor = `#${this.slugger.slug(words.text)}`;
    while ((this.headings.at(-1)?.depth ?? 0) >= node.depth) this.headings.pop();
    this.headings.push({ depth: node.depth, text: oneLine(words.text) });
    this.add("heading", words, { start: 0, end: words.text.length }, { under: [], level: null, note: false });
  }

  private paragraph(words: PlainText, setting: Setting): Passage | undefined {
    let last: Passage | undefined;
    // What an introduction says of an item it says once: of the sentences of an item, the first inherits.
    for (const [index, sentence] of sentencesOf(words.prose).entries())
      last = this.add("sentence", words, sentence, index === 0 ? setting : { ...setting, level: null });
    return last?.text.endsWith(":") ? last : undefined;
  }

  private list(node: List, setting: Setting): void {
    for (const item of node.children) {
      const [first, ...rest] = item.children;
      if (!first) continue;
      const introduction = this.block(first, setting, undefined);
      const name = first.type === "paragraph" ? oneLine(plainText(first.children).text) : undefined;
      const inside = { ...setting, level: null, under: name === undefined ? setting.under : [...setting.under, name] };
      if (introduction && rest[0] && (rest[0].type === "list" || rest[0].type === "table")) {
        this.block(rest[0], { ...setting, level: null }, introduction);
        this.blocks({ ...item, children: rest.slice(1) }, inside);
      } else this.blocks({ ...item, children: rest }, inside);
    }
  }

  private table(node: Table, setting: Setting): void {
    const [head, ...rows] = node.children;
    if (head) this.row(head.children, { ...setting, level: null });
    for (const row of rows) this.row(row.children, setting);
  }

  private row(cells: readonly Nodes[], setting: Setting): void {
    const words = plainText(cells.flatMap((cell) => [cell, { type: "text", value: " " } as Nodes]));
    const line = cells[0]?.position?.start.line ?? 1;
    words.lines.fill(line);
    this.add("row", words, { start: 0, end: words.text.length }, setting);
  }

  private code(node: Code, setting: Setting): void {
    const fenced =
      node.position !== undefined &&
      node.position.end.line - node.position.start.line > node.value.split("\n").length - 1;
    const first = (node.position?.start.line ?? 1) + (fenced ? 1 : 0);
    for (const [index, text] of node.value.split("\n").entries()) {
      const prose = "X".repeat(text.length);
      const words = { text, prose, lines: Array(text.length).fill(first + index) };
      this.add("code", words, { start: 0, end: text.length }, { ...setting, level: null });
    }
  }

  private add(kind: PassageKind, words: PlainText, { start, end }: { start: number; end: number }, setting: Setting) {
    const text = oneLine(words.text.slice(start, end));
    if (text === "") return undefined;
    const levels =
      kind === "code" || kind === "heading" || text.startsWith("The key words ")
        ? []
        : levelsIn(words.prose.slice(start, end));
    const inherited = levels.length === 0 && setting.level !== null;
    const passage: Passage = {
      reference: statementReference(this.file, this.anchor, text),
      file: this.file,
      anchor: this.anchor,
      headings: this.headings.map((heading) => heading.text),
      line: words.lines[start] ?? 1,
      endLine: words.lines[end - 1] ?? words.lines[start] ?? 1,
      kind,
      text,
      levels,
      level: inherited ? setting.level : strongest(levels),
      inherited,
      under: setting.under,
      note: setting.note,
      shows: null,
    };
    this.passages.push(passage);
    return passage;
  }
}

/** What an introduction shows beside prose: a code block, or a paragraph that is nothing but code. */
function shownBy(node: Nodes): string | undefined {
  if (node.type === "code") return node.value;
  if (node.type !== "paragraph" || node.children.some(({ type }) => type !== "inlineCode")) return undefined;
  return plainText(node.children).text;
}

/** A comment between an introduction and its list does not part them. */
function keepsIntroduction({ type }: Nodes): boolean {
  return type === "html" || type === "definition";
}

function introduced(setting: Setting, introduction: Passage | undefined): Setting {
  if (!introduction) return setting;
  return { ...setting, level: introduction.level, under: [...setting.under, introduction.text] };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
