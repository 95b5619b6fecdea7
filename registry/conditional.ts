import type { RegistryRequest } from "./request.ts";

/** The entity tag of content with this digest: content under a digest never changes, so it is a strong one. */
export function etagOf(digest: string): string {
  return `"${digest}"`;
}

/** Whether the client has it already (RFC 9110, section 13.1.2). */
export function isNotModified(request: RegistryRequest, etag: string): boolean {
  const header = request.header("if-none-match");
  return header !== undefined && matches(header, etag);
}

/** Whether what is there, or its absence, is what the client expects (RFC 9110, sections 13.1.1 and 13.1.2). */
export function preconditionHolds(request: RegistryRequest, current: string | undefined): boolean {
  const ifMatch = request.header("if-match");
  const ifNoneMatch = request.header("if-none-match");
  if (ifMatch !== undefined && !(current && matches(ifMatch, current))) return false;
  return !(ifNoneMatch !== undefined && current && matches(ifNoneMatch, current));
}

function matches(header: string, etag: string): boolean {
  if (header.trim() === "*") return true;
  const tags = header.split(",").map((tag) => tag.trim().replace(/^W\//, ""));
  return tags.includes(etag);
}
