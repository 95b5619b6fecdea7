import type { Settings } from "../settings.ts";

/** Who is asking. */
export interface Identity {
  kind: "full" | "limited" | "anonymous";
}

export type Action = "pull" | "push" | "delete";

/** A right on one repository. */
export interface Access {
  repository: string;
  action: Action;
}

/** Whether these credentials are somebody's; undefined when they are nobody's. */
export function identityOf(username: string, password: string, settings: Settings): Identity | undefined {
  const is = (user: { username: string; password: string }) => user.username === username && user.password === password;
  if (is(settings.user)) return { kind: "full" };
  if (is(settings.limitedUser)) return { kind: "limited" };
  return undefined;
}

/** Whether the settings give this identity that right. */
export function mayDo(identity: Identity, access: Access, settings: Settings): boolean {
  if (settings.authentication === "none" || identity.kind === "full") return true;
  if (access.action === "pull" && settings.anonymousPull) return true;
  if (identity.kind !== "limited" || access.action === "delete") return false;
  const { mayPull, mayPush } = settings.limitedUser;
  return isWithin(access.repository, access.action === "pull" ? mayPull : mayPush);
}

function isWithin(name: string, namespace: string): boolean {
  return namespace.endsWith("/") ? name.startsWith(namespace) : name === namespace;
}
