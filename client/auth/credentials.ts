/** A user's name and password. */
export interface Login {
  username: string;
  password: string;
}

/**
 * How a request proves who sends it: a login, a ready Bearer token, or an identity token, for which the token server
 * that the registry names gives Bearer tokens (as `docker login` leaves it behind where a registry speaks OAuth 2).
 */
export type Credentials = Login | { token: string } | { identityToken: string };

/** `Basic …`, for a name and password. */
export function basic(credentials: Credentials | undefined): string | undefined {
  if (!credentials || !("password" in credentials)) return undefined;
  return `Basic ${Buffer.from(`${credentials.username}:${credentials.password}`, "utf8").toString("base64")}`;
}
