import type { Observation } from "../kit/index.ts";

/**
 * Of an answer and the redirects that led to it, the one that bears the header; the answer itself when none does.
 * A registry that hands its content over to a storage host can speak of it only in its redirect.
 */
export function bearing(header: string, answer: Observation): Observation {
  const redirects = answer.hops.filter(({ status }) => status >= 300 && status < 400);
  return [answer, ...redirects].find((hop) => hop.header(header) !== undefined) ?? answer;
}
