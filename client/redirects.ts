import { addressOf, sameOrigin } from "./address.ts";
import type { ExchangeFailure } from "./exchange.ts";
import { type FollowUp, type Hop, headerOf, withoutHeaders } from "./hop.ts";

const maxRedirects = 5;

/**
 * Follows the redirects of one call: 301, 302, 303, 307 and 308 for GET and HEAD, and for other methods those
 * two that keep the method and the body (RFC 9110, 15.4). What the caller set as headers goes along; credentials
 * stay with their origin.
 */
export function followRedirects(): FollowUp {
  const visited = new Set<string>();
  return (hop, { exchange, response }) => {
    visited.add(hop.url);
    const location = response && headerOf(response.headers, "Location");
    if (!location || !redirects(hop.method, response.status)) return undefined;
    const url = absolute(location, hop.url);
    if (url === undefined) return undefined;
    const next: Hop = {
      ...hop,
      url,
      headers: sameOrigin(url, hop.url) ? hop.headers : withoutHeaders(hop.headers, "authorization", "cookie", "host"),
      authorization: undefined,
      challenged: false,
      follows: { exchange: exchange.id, because: "redirect" },
      locationOf: undefined,
    };
    return visited.has(url)
      ? { ...next, failure: endless("a redirect back to a URL that was already asked") }
      : visited.size > maxRedirects
        ? { ...next, failure: endless(`more than ${maxRedirects} redirects`) }
        : next;
  };
}

function redirects(method: string, status: number): boolean {
  if (method === "GET" || method === "HEAD") return [301, 302, 303, 307, 308].includes(status);
  return status === 307 || status === 308;
}

function endless(why: string): ExchangeFailure {
  return { kind: "redirects", message: `not sent: ${why}` };
}

/** The Location as an absolute URL, its path and query untouched; undefined when it is no http(s) URL. */
function absolute(location: string, base: string): string | undefined {
  try {
    const { origin, path } = addressOf(base);
    const url = /^[a-z][a-z0-9+.-]*:/i.test(location)
      ? location
      : location.startsWith("//")
        ? `${origin.slice(0, origin.indexOf(":") + 1)}${location}`
        : location.startsWith("/")
          ? `${origin}${location}`
          : new URL(location, `${origin}${path}`).href;
    addressOf(url);
    return url.replace(/#.*$/s, "");
  } catch {
    return undefined;
  }
}
