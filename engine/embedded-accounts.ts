import { defaultSettings, type Settings } from "../registry/settings.ts";
import type { Wishes } from "./configuration.ts";

/**
 * The credentials that fit an embedded registry with these settings: none, unless it asks for some. With them come a
 * repository that the limited account may pull from, and a second one that is closed to it.
 */
export function accountsFor(settings: Partial<Settings>): Wishes {
  const { authentication, user, limitedUser } = { ...defaultSettings, ...settings };
  if (authentication === "none") return {};
  const { mayPull } = limitedUser;
  return {
    username: user.username,
    password: user.password,
    limitedUsername: limitedUser.username,
    limitedPassword: limitedUser.password,
    repository: mayPull.endsWith("/") ? `${mayPull}conformance` : mayPull || "conformance",
    secondRepository: "private/conformance",
  };
}
