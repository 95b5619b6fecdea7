import { isDeepStrictEqual } from "node:util";
import { kindOf, operationOf } from "./kind.ts";
import type { Answer, Request } from "./message.ts";
import type { Past } from "./rule.ts";
import { answerRules, requestRules } from "./rules/index.ts";

/** One change, made to every answer (or request) of one kind through a whole run. */
export interface Mutation {
  rule: string;
  /** A kind of answer, or an operation where the rule changes requests. */
  at: string;
  detail: string;
}

export const nameOf = ({ rule, at, detail }: Mutation) => `${rule} | ${at} | ${detail}`;

/** Every mutation that can be made to an answer like this one, or to the request before it. */
export function mutationsOf(request: Request, answer: Answer): Mutation[] {
  const made = <Detail>(rule: string, at: string, details: readonly Detail[]) =>
    details.map((detail) => ({ rule, at, detail: `${detail}` }));
  return [
    ...answerRules.flatMap((rule) => made(rule.name, kindOf(request, answer), rule.details(answer, request))),
    ...requestRules.flatMap((rule) => made(rule.name, scopeOf(rule.name, request), rule.details(request))),
  ];
}

/** Names of repositories are mixed up everywhere or nowhere. */
function scopeOf(rule: string, request: Request): string {
  return rule === "repositories joined" ? "every" : operationOf(request);
}

/** What becomes of the request: itself when the mutation does not concern it. */
export function mutatedRequest(request: Request, { rule, at, detail }: Mutation) {
  const found = requestRules.find(({ name }) => name === rule);
  if (!found || scopeOf(rule, request) !== at || !found.details(request).includes(detail)) return request;
  return found.change(request, detail);
}

/** What becomes of the answer: itself when the mutation does not concern it, or changes nothing. */
export function mutatedAnswer(request: Request, answer: Answer, { rule, at, detail }: Mutation, past: Past): Answer {
  const found = answerRules.find(({ name }) => name === rule);
  if (!found || kindOf(request, answer) !== at || !found.details(answer, request).includes(detail)) return answer;
  const changed = found.change(answer, detail, request, past);
  return isDeepStrictEqual(changed, answer) ? answer : changed;
}
