/** Bytes `start` up to but not including `end`. */
export interface ByteRange {
  start: number;
  end: number;
}

/** Ranges to send; `ignore` to send the whole (RFC 9110, section 14.2); `unsatisfiable` for 416. */
export type RangeOutcome = readonly ByteRange[] | "ignore" | "unsatisfiable";

/** A request for more ranges than that is better served with the whole. */
const manyRanges = 16;

/** What a Range header asks of a representation of that many bytes. */
export function parseRange(header: string, size: number): RangeOutcome {
  const [, set] = /^bytes=(.+)$/i.exec(header.trim()) ?? [];
  if (set === undefined) return "ignore";
  const ranges: ByteRange[] = [];
  for (const spec of set.split(",").map((part) => part.trim())) {
    const range = parseSpec(spec, size);
    if (range === "malformed") return "ignore";
    if (range.start < range.end) ranges.push(range);
  }
  if (ranges.length === 0) return "unsatisfiable";
  return ranges.length > manyRanges ? "ignore" : ranges;
}

function parseSpec(spec: string, size: number): ByteRange | "malformed" {
  const [, first, last] = /^([0-9]*)-([0-9]*)$/.exec(spec) ?? [];
  if (first === undefined || last === undefined || (first === "" && last === "")) return "malformed";
  if (first === "") return { start: Math.max(0, size - Number(last)), end: size };
  if (last !== "" && Number(last) < Number(first)) return "malformed";
  return { start: Number(first), end: last === "" ? size : Math.min(Number(last) + 1, size) };
}
