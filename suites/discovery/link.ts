import type { Call } from "../../client/call.ts";
import type { Observation, Reply, ScenarioContext } from "../kit/index.ts";
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

/**
 * Sends the call and follows Link, page by page, with the same headers: as steps `<name>`, `<name>, page 2`, …
 * @param most pages asked for
 * @param shows what the first page must show, in a run that gives it time
 * @returns the pages that were answered
 */
export async function walk(
  { step }: Pick<ScenarioContext, "step">,
  name: string,
  call: Call,
  most: number,
  shows?: (page: Observation) => boolean,
): Promise<Reply[]> {
  const pages: Reply[] = [];
  let next: Call | undefined = call;
  while (next && pages.length < most) {
    const number = pages.length + 1;
    const page: Reply =
      number === 1 ? await step(name, next, shows ? { shows } : {}) : await step(`${name}, page ${number}`, next);
    if (!page.answered) break;
    pages.push(page);
    const target = nextPage(page);
    next = target && { ...target, headers: call.headers ?? {} };
  }
  return pages;
}

/** GET of the next page; undefined where there is none. */
function nextPage(answer: Reply): Call | undefined {
  const target = answer.answered ? nextTarget(answer) : undefined;
  if (target === undefined) return undefined;
  const { url } = answer.exchange.request;
  const absolute = target.startsWith("?") ? url.replace(/\?.*$/, "") + target : resolveLocation(target, url);
  return { method: "GET", url: absolute, locationOf: answer.exchange.id };
}
