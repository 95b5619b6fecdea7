import { parameterValue, Scanner } from "../../client/scanner.ts";
import type { Observation } from "../kit/index.ts";

/** A part of a text as a 206 answer names it: from its first to its last byte. */
export interface Part {
  first: number;
  last: number;
  text: string;
}

/**
 * The parts of a 206 answer over a text, be it one or `multipart/byteranges` (RFC 9110, section 14.6); undefined when
 * one does not say which part it is.
 */
export function partsOf(answer: Observation): Part[] | undefined {
  const { text = "" } = answer.body;
  const boundary = boundaryIn(answer.header("Content-Type") ?? "");
  const parts =
    boundary === undefined
      ? [partOf(answer.header("Content-Range") ?? "", text)]
      : `\r\n${text}`.split(`\r\n--${boundary}`).slice(1, -1).map(bodyPart);
  return parts.length > 0 && parts.every((part) => part !== undefined) ? parts : undefined;
}

const multipart = /multipart\/byteranges\s*/iy;
const parameter = /;\s*([^\s=;]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;"]*))\s*/y;

/** What parts the body of `multipart/byteranges` (RFC 2046, section 5.1); undefined for other types. */
function boundaryIn(contentType: string): string | undefined {
  const text = new Scanner(contentType);
  if (!text.take(multipart)) return undefined;
  for (let found = text.take(parameter); found; found = text.take(parameter))
    if (found[1]?.toLowerCase() === "boundary") return parameterValue(found[2], found[3]);
  return undefined;
}

function bodyPart(section: string): Part | undefined {
  const end = section.indexOf("\r\n\r\n");
  const [, contentRange = ""] = /^Content-Range:\s*(.*)$/im.exec(section.slice(0, end)) ?? [];
  return partOf(contentRange, section.slice(end + 4));
}

/** Units of ranges have no case (RFC 9110, section 14.1). */
function partOf(contentRange: string, text: string): Part | undefined {
  const [, first, last] = /^bytes (\d+)-(\d+)\/(?:\d+|\*)\s*$/i.exec(contentRange) ?? [];
  return first === undefined || last === undefined ? undefined : { first: Number(first), last: Number(last), text };
}
