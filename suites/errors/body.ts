import type { Observation } from "../kit/index.ts";

/** One entry of an error body, its fields unchecked (distribution-spec, "Error Codes"). */
export interface ErrorEntry {
  readonly code?: unknown;
  readonly message?: unknown;
}

/** A refusal of the registry itself: storage and token servers have their own way of saying no. */
export function isRefusal(answer: Observation): boolean {
  return answer.refused && !answer.hops.some(({ status }) => status >= 300 && status < 400);
}

/** A request to a token server is a step of its own. */
export function isOfTokenServer({ exchange }: Observation): boolean {
  return exchange.step.startsWith("token for ");
}

/** Whether it comes with JSON: it says so, or is an object or a list. A plain `404` is text, though JSON can read it. */
export function saysJson(answer: Observation): boolean {
  const { size, truncated } = answer.body;
  if (size === 0 || truncated || answer.exchange.request.method === "HEAD") return false;
  const type = answer.header("Content-Type")?.split(";")[0]?.trim().toLowerCase() ?? "";
  return /^application\/(.+\+)?json$/.test(type) || (typeof answer.json === "object" && answer.json !== null);
}

/** What keeps a JSON body from being an error body; undefined for nothing. */
export function flawOf({ json, jsonObject }: Observation): string | undefined {
  if (json === undefined) return "it says that it is JSON and is not";
  if (jsonObject === undefined) return "it is no object";
  const { errors } = jsonObject;
  if (!Array.isArray(errors)) return "it has no list of errors";
  if (!errors.every((entry) => typeof entry === "object" && entry !== null)) return "an error is no object";
  if (!errors.every(({ code }) => typeof code === "string")) return "an error has no code that is a string";
  return undefined;
}

/** The errors of a JSON body; none where it is no error body. */
export function errorsIn(answer: Observation): ErrorEntry[] {
  if (!saysJson(answer) || flawOf(answer) !== undefined) return [];
  return (answer.json as { errors: ErrorEntry[] }).errors;
}

export function codesIn(answer: Observation): string[] {
  return errorsIn(answer).map(({ code }) => String(code));
}
