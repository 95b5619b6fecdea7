import { type Answer, answer, json } from "../answer.ts";
import { methodNotAllowed, notFound } from "../errors.ts";
import type { RegistryRequest } from "../request.ts";

/** GET /v2/ (end-1). */
export function root(): Answer {
  return json(200, {});
}

export function refuseMethod({ method, allowed }: RegistryRequest): Answer {
  throw methodNotAllowed(allowed, `${method} is not offered here`);
}

export function unknown(request: RegistryRequest): Answer {
  return request.path === "/" ? answer(200, { "Content-Type": "text/plain" }, greeting) : notFound();
}

const greeting = Buffer.from("The reference registry of oci-conformance. The API is below /v2/.\n");
