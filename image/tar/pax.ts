/** The records of a PAX header by keyword, as byte strings; undefined when they are not well formed. */
export function paxRecords(data: Buffer): Map<string, string> | undefined {
  const records = new Map<string, string>();
  for (let at = 0; at < data.length; ) {
    // By length and never by line: a value may hold anything (POSIX, pax: "%d %s=%s\n").
    const blank = data.indexOf(0x20, at);
    const digits = blank === -1 || blank - at > 10 ? "" : data.toString("latin1", at, blank);
    const length = /^[1-9][0-9]*$/.test(digits) ? Number(digits) : 0;
    const end = at + length;
    if (length === 0 || end > data.length || data[end - 1] !== 0x0a) return undefined;
    const equals = data.indexOf(0x3d, blank);
    if (equals === -1 || equals === blank + 1 || equals >= end) return undefined;
    records.set(data.toString("latin1", blank + 1, equals), data.toString("latin1", equals + 1, end - 1));
    at = end;
  }
  return records;
}
