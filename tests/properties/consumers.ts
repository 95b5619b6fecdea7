import { execFileSync } from "node:child_process";
import { marked } from "marked";
import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parse, parseFragment } from "parse5";
import { Parser } from "tap-parser";
import { expect } from "vitest";
import { parse as parseYaml } from "yaml";
import { type FormatName, formats, renderAll } from "../../reporters/index.ts";
import { renderTerminal } from "../../reporters/terminal.ts";
import type { Report } from "../../schemas/report.ts";
import { parseXml } from "../reporters/xml.ts";

type Element = DefaultTreeAdapterTypes.Element;

/** Asserts that whoever reads a format can read what every reporter makes of the report, and that nothing in it acts. */
export function expectReadable(report: Report): void {
  const rendered = renderAll(report, Object.keys(formats) as FormatName[]);
  const isScript = ({ file }: { file: string }) => file.endsWith(".sh");
  for (const { file, text } of rendered.filter((each) => !isScript(each))) expectRead(file, text, report);
  // All at once: a shell takes longer to start than to read them.
  execFileSync("sh", ["-n"], {
    input: rendered
      .filter(isScript)
      .map(({ text }) => text)
      .join("\n"),
  });
  for (const quiet of [true, false])
    expectPlain(renderTerminal(report, { color: false, verbose: !quiet, quiet }), "terminal");
}

function expectRead(file: string, text: string, report: Report): void {
  if (/\.(json|sarif|har)$/.test(file)) JSON.parse(text);
  else if (/\.(xml|svg)$/.test(file)) parseXml(text);
  else if (file.endsWith(".yaml")) expect(parseYaml(text)).toBeTypeOf("object");
  else if (file.endsWith(".tap")) expectTap(text, report);
  else if (file.endsWith(".html")) expectInert(parse(text), { scripts: 1, styles: 1 });
  else if (file.endsWith(".md"))
    expectInert(parseFragment(marked.parse(text, { async: false })), { scripts: 0, styles: 0 });
  else throw new Error(`nobody reads ${file}`);
  if (!/\.(json|sarif|har)$/.test(file)) expectPlain(text, file);
}

/** No character that acts on a screen; JSON has escapes for them. */
function expectPlain(text: string, where: string): void {
  expect(/(?![\n\t])[\p{Cc}\p{Bidi_Control}\p{Cs}]/u.exec(text)?.[0], where).toBe(undefined);
}

function expectTap(text: string, { results }: Report): void {
  const parser = new Parser();
  const points: unknown[] = [];
  const extra: string[] = [];
  parser.on("assert", (point) => points.push(point));
  parser.on("extra", (line) => extra.push(line));
  parser.end(text);
  expect([points.length, extra]).toEqual([results.length, []]);
}

/** Nothing in the page loads, runs or leads anywhere but what is our own. */
function expectInert(root: DefaultTreeAdapterTypes.Node, allowed: { scripts: number; styles: number }): void {
  const elements = elementsIn(root);
  const count = (name: string) => elements.filter(({ tagName }) => tagName === name).length;
  expect({ scripts: count("script"), styles: count("style") }).toEqual(allowed);
  for (const { tagName, attrs } of elements) {
    expect(tagName).not.toMatch(/^(iframe|object|embed|base|link|img|image|video|audio|portal|frame|applet|form(?!$))/);
    for (const { name, value } of attrs) {
      expect(name).not.toMatch(/^(on|src|srcdoc$|style$|action$|formaction$)/);
      if (/href$/.test(name)) expect(value).toMatch(/^(https?:\/\/|#|[\w./-]*$)/);
    }
  }
}

function elementsIn(node: DefaultTreeAdapterTypes.Node): Element[] {
  const own = defaultTreeAdapter.isElementNode(node) ? [node] : [];
  const children = "childNodes" in node ? node.childNodes : [];
  return [...own, ...children.flatMap(elementsIn)];
}
