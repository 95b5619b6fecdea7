import { validateHeaderName, validateHeaderValue } from "node:http";
import type { WireRequest } from "./wire.ts";

/** What undici takes for a path. */
const improper = /[^\u0021-\u00ff]/;

/**
 * Why HTTP has no form for the request: an error with a code of node's; undefined when it has. Asked before undici is, whose
 * pool never again uses the connection that it had chosen for a request which then turned out to have none.
 */
export function unsendable({ method, address, headers }: WireRequest): Error | undefined {
  try {
    validateHeaderName(method);
    for (const [name, value] of headers) {
      validateHeaderName(name);
      validateHeaderValue(name, value);
    }
  } catch (error) {
    return error as Error;
  }
  if (!improper.test(address.path)) return undefined;
  return Object.assign(new Error("its path has characters that must be encoded"), { code: "ERR_UNESCAPED_CHARACTERS" });
}
