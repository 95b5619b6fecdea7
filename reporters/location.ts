import type { Exchange } from "../client/exchange.ts";

/** The Location that an exchange was answered with: as an absolute URL, and how a shell makes it absolute. */
export interface Location {
  url: string;
  /** A `sed` command that makes a Location of this form absolute; undefined when it is so already. */
  absolute?: string;
}

/** The Location of the answer, in the form this registry gives it; undefined without one. */
export function locationIn({ request, response }: Exchange): Location | undefined {
  const value = response?.headers.find(([name]) => name.toLowerCase() === "location")?.[1];
  const base = /^([a-z][a-z0-9+.-]*:)\/\/[^/?#]*/i.exec(request.url);
  if (!value || !base) return undefined;
  const [origin, scheme] = base;
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(value)) return { url: value };
  if (value.startsWith("//")) return { url: `${scheme}${value}`, absolute: prefixing("//", `${scheme}//`) };
  if (value.startsWith("/")) return { url: `${origin}${value}`, absolute: prefixing("/", `${origin}/`) };
  const folder = request.url.replace(/[?#].*/, "").replace(/[^/]*$/, "");
  return { url: `${folder}${value}`, absolute: prefixing("", folder) };
}

function prefixing(start: string, replacement: string): string {
  return `s|^${start}|${replacement.replace(/[\\&|]/g, "\\$&")}|`;
}
