/** A user's name and password, or a ready Bearer token. */
export type Credentials = { username: string; password: string } | { token: string };

/** `Basic …`, for a name and password. */
export function basic(credentials: Credentials | undefined): string | undefined {
  if (!credentials || "token" in credentials) return undefined;
  return `Basic ${Buffer.from(`${credentials.username}:${credentials.password}`, "utf8").toString("base64")}`;
}
