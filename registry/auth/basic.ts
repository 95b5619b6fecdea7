/** User name and password of an `Authorization: Basic` header; undefined when it is none (RFC 7617). */
export function basicCredentials(header: string | undefined): { username: string; password: string } | undefined {
  const [, encoded] = /^basic +(.+)$/i.exec(header ?? "") ?? [];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, "base64").toString("utf8");
  const colon = text.indexOf(":");
  return colon < 0 ? undefined : { username: text.slice(0, colon), password: text.slice(colon + 1) };
}
