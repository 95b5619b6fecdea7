import { parameterValue, Scanner } from "../../client/scanner.ts";

/** One link of a Link header. */
export interface Link {
  /** As it stands in the header: a URI reference. */
  target: string;
  /** In lower case. */
  relations: string[];
}

const separators = /[\s,]*/y;
const bracket = /</y;
const bracketed = /<([^>]*)>/y;
const name = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const parameter = new RegExp(`\\s*;\\s*(?:(${name})\\s*(?:=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s;,"]*)))?)?`, "y");
const junk = /[^,]+/y;

/** The links of one Link header line (RFC 8288, appendix B.2). Lenient: what is no link is passed over. */
export function linksIn(line: string): Link[] {
  const links: Link[] = [];
  const text = new Scanner(line);
  for (text.take(separators); !text.ended; text.take(separators)) {
    const opening = text.take(bracketed);
    if (!opening) {
      // A bracket that nothing closes is the last there is.
      if (text.take(bracket)) break;
      text.take(junk);
      continue;
    }
    let rel: string | undefined;
    for (let found = text.take(parameter); found; found = text.take(parameter))
      // Only the first counts (RFC 8288, 3.3).
      if (found[1]?.toLowerCase() === "rel") rel ??= parameterValue(found[2], found[3]);
    links.push({
      target: opening[1] ?? "",
      relations: (rel ?? "")
        .toLowerCase()
        .split(/\s+/)
        .filter((relation) => relation !== ""),
    });
  }
  return links;
}
