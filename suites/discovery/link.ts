import type { Call } from "../../client/call.ts";
import type { Observation, Reply } from "../kit/index.ts";
import { resolveLocation } from "../kit/reply.ts";

/** `<target>` and its parameters, which may be quoted. */
const linkValue = /<([^>]*)>((?:\s*;\s*[^\s=;,]+(?:\s*=\s*(?:"[^"]*"|[^\s";,]*))?)*)/g;
const relation = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s";,]*))/i;

/** The target of the link with the relation type `next` (RFC 5988, 5), as it stands in the header. */
export function nextTarget(answer: Observation): string | undefined {
  for (const line of answer.headers("Link"))
    for (const [, target = "", parameters = ""] of line.matchAll(linkValue)) {
      const [, quoted, token] = relation.exec(parameters) ?? [];
      const relations = (quoted ?? token ?? "").toLowerCase().split(/\s+/);
      if (relations.includes("next")) return target;
    }
  return undefined;
}

/** GET of the next page; undefined where there is none. */
export function nextPage(answer: Reply): Call | undefined {
  const target = answer.answered ? nextTarget(answer) : undefined;
  if (target === undefined) return undefined;
  const { url } = answer.exchange.request;
  const absolute = target.startsWith("?") ? url.replace(/\?.*$/, "") + target : resolveLocation(target, url);
  return { method: "GET", url: absolute, locationOf: answer.exchange.id };
}
