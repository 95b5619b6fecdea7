import type { Query } from "./query.ts";

/** A Link header to the page behind the entry `last`, with everything else that was asked for (RFC 8288). */
export function nextLink(path: string, query: Query, last: string): string {
  const kept = query.raw.split("&").filter((part) => part !== "" && !part.startsWith("last="));
  return `<${path}?${[...kept, `last=${encodeURIComponent(last)}`].join("&")}>; rel="next"`;
}
