import type { Registry } from "../registry.ts";
import type { RegistryRequest } from "../request.ts";
import type { UploadSession } from "../store/session.ts";

/** What faults of uploads ask of a request. */

export function hasRange(request: RegistryRequest): boolean {
  return request.header("content-range") !== undefined;
}

export function hasBody({ body }: RegistryRequest): boolean {
  return body.length !== 0;
}

/** The session that the request goes to, in whichever repository. */
export function sessionOf({ reference }: RegistryRequest, { sessions }: Registry): UploadSession | undefined {
  return sessions.get(reference);
}

/** Whether the session that the request goes to has received bytes. */
export function hasReceived(request: RegistryRequest, registry: Registry): boolean {
  return (sessionOf(request, registry)?.offset ?? 0) > 0;
}

/** A PUT that carries a whole blob, as far as the request shows. */
export function inOnePut(request: RegistryRequest): boolean {
  return request.operation === "upload.close" && hasBody(request) && !hasRange(request);
}

/** A body of 64 KiB or somewhat more: what real registries are apt to treat otherwise than small ones. */
export function isMiddling({ body }: RegistryRequest): boolean {
  const { length = 0 } = body;
  return length >= 64 * 1024 && length < 128 * 1024;
}
