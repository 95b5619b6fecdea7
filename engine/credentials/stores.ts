import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Credentials } from "../../client/auth/credentials.ts";
import { UsageError } from "../errors.ts";

/** What is in a file that `docker login` or `podman login` writes. */
interface AuthFile {
  auths?: Record<string, { auth?: string; identitytoken?: string; registrytoken?: string }>;
  credHelpers?: Record<string, string>;
  credsStore?: string;
}

/**
 * The credentials that this machine has stored for a registry: docker's (`$DOCKER_CONFIG`, `~/.docker/config.json`), then
 * podman's (`$REGISTRY_AUTH_FILE`, `containers/auth.json`); in each, a helper of the registry's own before the entry, and
 * the entry before the store of all. Undefined when there are none.
 * @param repository for podman's entries that are about a part of a registry; the most particular one counts
 * @throws UsageError when a file or a helper that is named for the registry cannot be used
 */
export function storedCredentials(
  host: string,
  repository: string | undefined,
  environment: NodeJS.ProcessEnv,
): Credentials | undefined {
  for (const file of filesIn(environment)) {
    const found = inFile(file, keysFor(host, repository), environment);
    if (found) return found;
  }
  return undefined;
}

function filesIn({
  DOCKER_CONFIG,
  REGISTRY_AUTH_FILE,
  XDG_RUNTIME_DIR,
  HOME,
  USERPROFILE,
}: NodeJS.ProcessEnv): string[] {
  const home = HOME || USERPROFILE;
  const docker = DOCKER_CONFIG || (home && join(home, ".docker"));
  return [
    docker && join(docker, "config.json"),
    REGISTRY_AUTH_FILE,
    XDG_RUNTIME_DIR && join(XDG_RUNTIME_DIR, "containers/auth.json"),
    home && join(home, ".config/containers/auth.json"),
  ].filter((file): file is string => !!file);
}

/** How an entry for the registry may be called, the most particular first; Docker Hub's bears a name from the days of v1. */
function keysFor(host: string, repository = ""): string[] {
  const parts = repository.split("/").filter(Boolean);
  const paths = parts.map((_, index) => [host, ...parts.slice(0, parts.length - index)].join("/"));
  const bare = [...paths, host];
  const hub = /^(registry-1\.|index\.)?docker\.io$/.test(host) ? ["docker.io", "https://index.docker.io/v1/"] : [];
  return [...bare, ...hub];
}

function inFile(file: string, keys: readonly string[], environment: NodeJS.ProcessEnv): Credentials | undefined {
  const stored = read(file);
  if (!stored) return undefined;
  const bare = (key: string) => key.replace(/^https?:\/\//, "").replace(/\/(v[12]\/?)?$/, "");
  const helped = Object.keys(stored.credHelpers ?? {}).find((key) => keys.includes(key));
  if (helped) return fromHelper(stored.credHelpers?.[helped] as string, helped, environment, file);
  const entries = Object.entries(stored.auths ?? {});
  for (const key of keys) {
    const [name, entry] = entries.find(([name]) => name === key || bare(name) === key) ?? [];
    if (name === undefined || !entry) continue;
    const found = inEntry(entry, `${file}, "${name}"`);
    if (found) return found;
    // The entry is there, and its secret is in the store.
    if (stored.credsStore) return fromHelper(stored.credsStore, name, environment, file);
  }
  return stored.credsStore ? ifAny(stored.credsStore, keys.at(-1) ?? "", environment, file) : undefined;
}

/** From the store of all, which need not be there when nothing says that it knows the registry. */
function ifAny(...of: Parameters<typeof fromHelper>): Credentials | undefined {
  try {
    return fromHelper(...of);
  } catch {
    return undefined;
  }
}

function read(file: string): AuthFile | undefined {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
  try {
    return Object(JSON.parse(text)) as AuthFile;
  } catch (error) {
    throw new UsageError(
      `${file} is no JSON (${(error as Error).message}): mend it, or give --username and --password`,
    );
  }
}

type Entry = NonNullable<AuthFile["auths"]>[string];

function inEntry({ auth, identitytoken, registrytoken }: Entry, where: string): Credentials | undefined {
  if (registrytoken) return { token: registrytoken };
  if (identitytoken) return { identityToken: identitytoken };
  if (!auth) return undefined;
  const [, username, password] =
    /^([^:]+):(.*)$/s.exec(Buffer.from(auth, "base64").toString("utf8").replace(/\0+$/, "")) ?? [];
  if (username === undefined || !password)
    throw new UsageError(`${where}: its auth is not the Base64 of user:password`);
  return { username, password };
}

/** Asks `docker-credential-<name>`, as docker does. It knows nothing of the registry: undefined. @throws UsageError when it cannot be run */
function fromHelper(
  name: string,
  server: string,
  environment: NodeJS.ProcessEnv,
  file: string,
): Credentials | undefined {
  const program = `docker-credential-${name}`;
  const { error, status, stdout } = spawnSync(program, ["get"], {
    input: server,
    encoding: "utf8",
    env: environment,
    timeout: 30_000,
  });
  if (error) throw new UsageError(`${program}, which ${file} names for ${server}, cannot be run: ${error.message}`);
  if (status !== 0) return undefined;
  try {
    const { Username: username, Secret: secret } = JSON.parse(stdout) as Record<string, string>;
    if (!username || !secret) return undefined;
    return username === "<token>" ? { identityToken: secret } : { username, password: secret };
  } catch {
    throw new UsageError(`${program}, which ${file} names for ${server}, printed no JSON with Username and Secret`);
  }
}
