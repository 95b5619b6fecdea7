import { randomUUID } from "node:crypto";

/**
 * The URL of an upload with an id that was never given out: another UUID wherever it stands, or another last segment
 * of the path where there is none.
 */
export function withAnotherId(url: string): string {
  const [id] = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/i.exec(url) ?? [];
  return id ? url.replaceAll(id, randomUUID()) : url.replace(/[^/?]*(?=\?|$)/, randomUUID());
}
