import type { Credentials, Login } from "../../client/auth/credentials.ts";
import { storedCredentials } from "../credentials/stores.ts";
import { UsageError } from "../errors.ts";
import { baseUrlOf } from "./address.ts";
import type { Wishes } from "./wishes.ts";

/** What the run was given to sign in with, or this machine has. @throws UsageError when that is incomplete or contradicts itself */
export function credentialsOf(wishes: Wishes, environment: NodeJS.ProcessEnv): Credentials | undefined {
  return givenTo(wishes, environment) ?? storedFor(wishes, environment);
}

function givenTo(wishes: Wishes, environment: NodeJS.ProcessEnv): Credentials | undefined {
  if (wishes.token !== undefined && (wishes.username !== undefined || wishes.password !== undefined))
    throw new UsageError("--token contradicts --username and --password: give one or the other");
  if (wishes.token !== undefined) return { token: wishes.token };
  const username = wishes.username ?? environment.OCI_USERNAME;
  const password = wishes.password ?? environment.OCI_PASSWORD;
  if (username || password) return loginOf("--username", username, password);
  return environment.OCI_TOKEN ? { token: environment.OCI_TOKEN } : undefined;
}

/** What this machine has for the registry, unless none shall be looked for. */
function storedFor(
  { registry, plainHttp, repository, storedCredentials: wanted = true }: Wishes,
  environment: NodeJS.ProcessEnv,
): Credentials | undefined {
  if (registry === undefined || !wanted) return undefined;
  return storedCredentials(new URL(baseUrlOf(registry, plainHttp ?? false)).host, repository, environment);
}

/**
 * Undefined when neither is given.
 * @param option that names the user
 * @throws UsageError when one of the two is missing
 */
export function loginOf(option: string, username: string | undefined, password: string | undefined): Login | undefined {
  if (!username && !password) return undefined;
  const other = option.replace("username", "password");
  if (!password)
    throw new UsageError(
      `${option} needs a password: add ${other}${option === "--username" ? " or OCI_PASSWORD" : ""}`,
    );
  if (!username)
    throw new UsageError(`${other} needs a user: add ${option}${option === "--username" ? " or OCI_USERNAME" : ""}`);
  return { username, password };
}
