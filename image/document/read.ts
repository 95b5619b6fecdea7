import jsonc, { type Node } from "jsonc-parser";
import { depthOf } from "../../schemas/depth.ts";
import type { Observation } from "./observation.ts";
import { shown } from "./observation.ts";

/** A document's text, its tree with offsets, and its value; without a tree where it is no JSON. */
export interface Reading {
  text: string;
  tree?: Node;
  value?: unknown;
  observations: Observation[];
}

const mostLevels = 100;

/** Reads JSON as RFC 8259 has it, and goes on after what can be passed over: a byte order mark, bytes that are not UTF-8. */
export function read(bytes: Uint8Array): Reading {
  const observations: Observation[] = [];
  const text = decoded(bytes, observations);
  if (depthOf(text) > mostLevels) {
    observations.push({
      requirement: "image.json.size-limits",
      pointer: "",
      message: `The document nests more than ${mostLevels} levels deep`,
      expected: `at most ${mostLevels} levels`,
      found: `${depthOf(text)} levels`,
      advice: "Nest less: parsers give up on such documents. What they hold was not looked at.",
      severity: "error",
    });
    return { text, observations };
  }
  try {
    const value: unknown = JSON.parse(text);
    return { text, value, tree: jsonc.parseTree(text), observations };
  } catch (error) {
    observations.push({
      requirement: "image.json.well-formed",
      pointer: "",
      message: "The document is not JSON",
      expected: "one JSON object, and nothing but whitespace after it",
      found: withLine((error as Error).message.replaceAll(/\s+/g, " "), text),
      advice: "Write the document with a JSON library, and nothing behind it.",
    });
    return { text, observations };
  }
}

/** The parser's words, with line and column for what it gives as a position. */
function withLine(message: string, text: string): string {
  const position = /at position (\d+)/.exec(message);
  if (!position) return message;
  const before = text.slice(0, Number(position[1])).split("\n");
  return message.replace(position[0], `at line ${before.length}, column ${(before.at(-1) ?? "").length + 1}`);
}

function decoded(bytes: Uint8Array, observations: Observation[]): string {
  const wide = utf16(bytes);
  let text: string;
  try {
    text = new TextDecoder(wide ?? "utf-8", { fatal: wide === undefined, ignoreBOM: true }).decode(bytes);
  } catch {
    text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
    observations.push(notUtf8("bytes that are no UTF-8"));
  }
  if (wide !== undefined) observations.push(notUtf8(wide.toUpperCase()));
  if (!text.startsWith("\ufeff")) return text;
  if (wide === undefined)
    observations.push({
      requirement: "image.json.no-bom",
      pointer: "",
      message: "The document begins with a byte order mark",
      expected: "a document that begins with {",
      found: "the bytes ef bb bf",
      advice: "Write UTF-8 without a byte order mark: parsers may refuse it.",
      always: true,
    });
  return text.slice(1);
}

function notUtf8(found: string): Observation {
  return {
    requirement: "image.json.utf8",
    pointer: "",
    message: "The document is not UTF-8",
    expected: "UTF-8 throughout",
    found,
    advice: "Write the document as UTF-8: readers replace such bytes, each in its own way.",
    always: true,
  };
}

/** UTF-16 shows in a zero byte beside the first character, which is ASCII in any JSON. */
function utf16(bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return "utf-16le";
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== undefined && second !== 0)) return "utf-16be";
  return undefined;
}

/** The finding for a document that is JSON, but no object. */
export function notAnObject(value: unknown, layout: boolean): Observation {
  return {
    requirement: layout ? "image.layout.oci-layout-object" : "image.json.well-formed",
    pointer: "",
    message: "The document is not a JSON object",
    expected: "a JSON object",
    found: shown(value),
    advice: "Write an object.",
  };
}
