import { type Answer, answer, bytesOf } from "./answer.ts";
import type { Rewrite } from "./fault.ts";
import type { Registry } from "./registry.ts";
import type { RegistryRequest } from "./request.ts";

/** The change, for answers with one of these statuses only. */
export function when(statuses: number | readonly number[], change: Rewrite): Rewrite {
  return (answer, request, registry) =>
    [statuses].flat().includes(answer.status) ? change(answer, request, registry) : answer;
}

/** The change, for answers to some requests only. */
export function where(holds: (request: RegistryRequest, registry: Registry) => boolean, change: Rewrite): Rewrite {
  return (answer, request, registry) => (holds(request, registry) ? change(answer, request, registry) : answer);
}

/** The change, for the first answer about a reference only. */
export function firstTime(change: Rewrite): Rewrite {
  return (answer, request, registry) => {
    const key = `first ${request.operation} ${request.name} ${request.reference}`;
    if (registry.memory.has(key)) return answer;
    registry.memory.set(key, true);
    return change(answer, request, registry);
  };
}

export function withStatus(status: number): Rewrite {
  return (answer) => ({ ...answer, status });
}

/** In the answer's place: that status, and no body, since that of a success is none for a refusal. */
export function bare(status: number): Rewrite {
  return () => answer(status);
}

export function withHeader(name: string, value: string): Rewrite {
  return (answer) => setHeader(answer, name, value);
}

export function withoutHeader(name: string): Rewrite {
  return (answer) => {
    const kept = Object.entries(answer.headers).filter(([key]) => key.toLowerCase() !== name.toLowerCase());
    return { ...answer, headers: Object.fromEntries(kept) };
  };
}

/** Another body, of the length that it has; headers stay, but for a Content-Length. */
export function withBody(change: (bytes: Buffer) => Buffer): Rewrite {
  return async (answer) => setBody(answer, change(await bytesOf(answer)));
}

/** Another JSON body. */
export function withJson(change: (value: never) => unknown): Rewrite {
  return withBody((bytes) => Buffer.from(JSON.stringify(change(JSON.parse(bytes.toString()) as never))));
}

export function setHeader(answer: Answer, name: string, value: string): Answer {
  return { ...answer, headers: { ...answer.headers, [name]: value } };
}

export function setBody(answer: Answer, body: Buffer): Answer {
  const headers = { ...answer.headers };
  if (headers["Content-Length"] !== undefined) headers["Content-Length"] = `${body.length}`;
  return { ...answer, headers, body };
}
