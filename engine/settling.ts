import type { Call } from "../client/call.ts";
import { digestLike, type Observation } from "../suites/kit/observation.ts";

/**
 * Whether an answer gives the content that its call is about: it is there, and is not what a tag named before. A call
 * about nothing finds it at once.
 */
export function isFound({ about }: Pick<Call, "about">): (answer: Observation) => boolean {
  return (answer) => {
    if (!about) return true;
    if (answer.status !== 200) return answer.status !== 404;
    const { request } = answer.exchange;
    // Part of it has another digest, and a HEAD tells none but in the header.
    const told = request.method === "GET" ? answer.body.digest : answer.header("Docker-Content-Digest");
    const expected = told && digestLike(told, about);
    return expected === undefined || expected === told;
  };
}

/** What is refused, or answered by nobody, will not come by waiting. */
export function maySettle(answer: Observation): boolean {
  return answer.answered && (answer.status < 400 || answer.status === 404);
}
