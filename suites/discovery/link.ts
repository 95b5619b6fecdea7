import type { Call } from "../../client/call.ts";
import type { Observation, Reply, ScenarioContext } from "../kit/index.ts";
import { resolveLocation } from "../kit/reply.ts";
import { linksIn } from "./link-header.ts";

/** The target of the link with the relation type `next` (RFC 8288, 3.3), as it stands in the header. */
export function nextTarget(answer: Observation): string | undefined {
  const links = answer.headers("Link").flatMap(linksIn);
  return links.find(({ relations }) => relations.includes("next"))?.target;
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
  return { method: "GET", url: absolute(target, url), locationOf: answer.exchange.id };
}

/** One that is no URL stays as it is: the record of what was not sent shows it. */
function absolute(target: string, url: string): string {
  try {
    return target.startsWith("?") ? url.replace(/\?.*$/, "") + target : resolveLocation(target, url);
  } catch {
    return target;
  }
}
