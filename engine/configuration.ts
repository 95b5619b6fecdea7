import { readFileSync, statSync } from "node:fs";
import type { Credentials, Login } from "../client/auth/credentials.ts";
import { type SpecVersion, specVersions, standardVersion } from "../specs/versions.ts";
import type { AlsoRead } from "../suites/kit/scenario.ts";
import { dataSets } from "../suites/push/data-sets.ts";
import { alsoReadOf } from "./also-read.ts";
import type { Kept } from "./cleanup/kept.ts";
import { storedCredentials } from "./credentials/stores.ts";
import { UsageError } from "./errors.ts";
import type { Shard } from "./plan.ts";
import { seedTag } from "./seed-tag.ts";

/** What a user may say on the command line; everything is optional. */
export interface Wishes {
  registry?: string | undefined;
  spec?: string | undefined;
  category?: string[] | undefined;
  /** Very large content, too. */
  large?: boolean | undefined;
  only?: string[] | undefined;
  skip?: string[] | undefined;
  repository?: string | undefined;
  secondRepository?: string | undefined;
  username?: string | undefined;
  password?: string | undefined;
  token?: string | undefined;
  limitedUsername?: string | undefined;
  limitedPassword?: string | undefined;
  plainHttp?: boolean | undefined;
  insecure?: boolean | undefined;
  ca?: string | undefined;
  cert?: string | undefined;
  key?: string | undefined;
  /** Path of the socket at which the registry listens. */
  unixSocket?: string | undefined;
  rate?: number | undefined;
  concurrency?: number | undefined;
  timeout?: number | undefined;
  product?: string | undefined;
  keep?: boolean | undefined;
  /** Kinds of things that are not deleted in the end. */
  keepKind?: string[] | undefined;
  /** The scope to ask the token server for, whatever the registry says. */
  authScope?: string | undefined;
  pullOnly?: boolean | undefined;
  /** Push what `useSeed` reads, and nothing else. */
  seedOnly?: boolean | undefined;
  /** `pullOnly`, with the tag that `seedOnly` gives. */
  useSeed?: boolean | undefined;
  /** As in `2/4`. */
  shard?: string | undefined;
  /** Seconds. */
  settle?: number | undefined;
  tag?: string | undefined;
  /** What is there and is read besides: tags, digests of manifests, `blob:DIGEST`, `referrers:DIGEST`. */
  alsoRead?: string[] | undefined;
  /** Data sets that are not pushed, by the names in `suites/push/data-sets.ts`. */
  skipData?: string[] | undefined;
  /** False: docker's and podman's files are not looked into. */
  storedCredentials?: boolean | undefined;
}

/** A run as it will take place: checked, with every default filled in. */
export interface Configuration {
  /** Base URL of the target; undefined for the embedded reference registry. */
  baseUrl: string | undefined;
  /** The versions to judge by, each once; the first is the report's own. */
  specs: readonly SpecVersion[];
  selection: { categories?: string[]; only?: string[]; skip?: string[]; large?: true };
  repository: string | undefined;
  secondRepository: string | undefined;
  credentials: Credentials | undefined;
  limitedCredentials: Login | undefined;
  insecure: boolean;
  /** PEM, as the two after it. */
  ca: string | undefined;
  /** Our own certificate, and its key. */
  cert: string | undefined;
  key: string | undefined;
  /** Path of the socket at which the target listens. */
  unixSocket: string | undefined;
  /** Requests that start in one second at most. */
  perSecond: number | undefined;
  /** Undefined for as many as the distance calls for. */
  concurrency: number | undefined;
  timeoutMs: number;
  product: string | undefined;
  /** Only this part of the plan is held. */
  shard: Shard | undefined;
  /** How long a push or a deletion may take to be seen. */
  settleMs: number;
  /** What the run pushed is left where it is. */
  keep: boolean;
  /** What of it is left anyway. */
  keepKinds: readonly KeepKind[];
  /** The scope to ask the token server for, instead of what the registry names. */
  authScope: string | undefined;
  /** Send nothing but GET and HEAD, and test with what is there: under this tag, or the first in the tag list. */
  existing: { tag: string | undefined } | undefined;
  /** What is there and is read besides. */
  alsoRead: AlsoRead;
  /** Data sets that are not pushed, by name. */
  skipData: readonly string[];
}

/**
 * Checks what the user asked for and fills in defaults; credentials may come from `OCI_USERNAME`, `OCI_PASSWORD`
 * and `OCI_TOKEN`.
 * @throws UsageError with one line that says what is wrong and what to do
 */
export function configurationOf(wishes: Wishes, environment: NodeJS.ProcessEnv = process.env): Configuration {
  return {
    baseUrl: wishes.registry === undefined ? undefined : baseUrlOf(wishes.registry, wishes.plainHttp ?? false),
    specs: specsOf(wishes.spec ?? standardVersion),
    selection: {
      ...(wishes.category?.length ? { categories: wishes.category } : {}),
      ...(wishes.only?.length ? { only: wishes.only } : {}),
      ...(wishes.skip?.length ? { skip: wishes.skip } : {}),
      ...(wishes.large ? { large: true } : {}),
    },
    ...repositoriesOf(wishes.repository, wishes.secondRepository),
    credentials: credentialsOf(wishes, environment) ?? storedFor(wishes, environment),
    limitedCredentials: loginOf("--limited-username", wishes.limitedUsername, wishes.limitedPassword),
    insecure: wishes.insecure ?? false,
    ca: wishes.ca === undefined ? undefined : pemOf("--ca", wishes.ca, "CERTIFICATE"),
    ...ownCertificateOf(wishes),
    unixSocket: unixSocketOf(wishes),
    perSecond: wishes.rate === undefined ? undefined : positive("--rate", wishes.rate),
    concurrency: wishes.concurrency === undefined ? undefined : positive("--concurrency", wishes.concurrency),
    timeoutMs: positive("--timeout", wishes.timeout ?? 30) * 1000,
    product: wishes.product,
    shard: wishes.shard === undefined ? undefined : shardNamed(wishes.shard),
    settleMs: wishes.settle === undefined ? 0 : positive("--settle", wishes.settle) * 1000,
    keep: wishes.keep ?? false,
    keepKinds: (wishes.keepKind ?? []).map(kindNamed),
    authScope: wishes.authScope,
    existing: existingOf(wishes),
    alsoRead: alsoReadOf(wishes),
    skipData: (wishes.skipData ?? []).map(dataSetNamed),
  };
}

/** The target's base URL without trailing slash; https unless the address or `--plain-http` says otherwise. */
export function baseUrlOf(address: string, plainHttp: boolean): string {
  const told = `"${withoutLogin(address)}"`;
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(address)?.[1]?.toLowerCase();
  if (scheme !== undefined && scheme !== "http" && scheme !== "https")
    throw new UsageError(`${told} has the scheme ${scheme}: a registry is reached by http:// or https://`);
  if (scheme === "https" && plainHttp) throw new UsageError(`--plain-http contradicts ${told}: give one or the other`);
  const text = scheme === undefined ? `${plainHttp ? "http" : "https"}://${address}` : address;
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new UsageError(`${told} is no registry address: write it like https://registry.example or host:5000`);
  }
  if (url.username || url.password)
    throw new UsageError(
      "credentials do not belong into the address: use --username and --password, or OCI_USERNAME and OCI_PASSWORD",
    );
  if (url.search || url.hash)
    throw new UsageError(`${told} has a query or fragment: give only the registry's base address`);
  const path = url.pathname.replace(/\/+$/, "").replace(/\/v2$/, "");
  return `${url.origin}${path}`;
}

/** Whoever misspells an address may have a password in it, with any characters. */
function withoutLogin(address: string): string {
  return address.replace(/^([a-z][a-z0-9+.-]*:\/\/)?.*@/is, "$1***@");
}

/** The versions in a list such as `1.0,1.1,edge`, each once. @throws UsageError when one is none */
export function specsOf(list: string): SpecVersion[] {
  const found = list.split(",").map((name) => {
    const version = specVersions.find((known) => known === name.trim());
    if (!version)
      throw new UsageError(
        `--spec ${list}: there is no version "${name}"; choose ${specVersions.join(", ")}, several with commas between`,
      );
    return version;
  });
  return [...new Set(found)];
}

/** The grammar of names in 1.1, the widest of the three (distribution-spec, "Pulling manifests"). */
const repositoryName = /^[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(\/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*$/;

function repositoriesOf(repository: string | undefined, secondRepository: string | undefined) {
  for (const [option, name] of [
    ["--repository", repository],
    ["--second-repository", secondRepository],
  ])
    if (name !== undefined && !repositoryName.test(name))
      throw new UsageError(
        `${option} "${name}" is no repository name: lower-case letters, digits, separators ._- and slashes`,
      );
  if (repository !== undefined && repository === secondRepository)
    throw new UsageError(
      "--repository and --second-repository must differ: the second proves that content does not leak",
    );
  return { repository, secondRepository };
}

function credentialsOf(wishes: Wishes, environment: NodeJS.ProcessEnv): Configuration["credentials"] {
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

function loginOf(option: string, username: string | undefined, password: string | undefined): Login | undefined {
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

/** An upload is a session that was left open. */
type KeepKind = Kept["kind"];

const kinds: readonly KeepKind[] = ["tag", "manifest", "blob", "upload"];

function kindNamed(name: string): KeepKind {
  const kind = kinds.find((known) => known === name);
  if (!kind) throw new UsageError(`--keep-kind ${name}: there are ${kinds.join(", ")}`);
  return kind;
}

function dataSetNamed(name: string): string {
  const names = Object.values(dataSets).flatMap((sets) => Object.keys(sets));
  if (!names.includes(name)) throw new UsageError(`--skip-data "${name}": there are ${names.join("; ")}`);
  return name;
}

function shardNamed(text: string): Shard {
  const [, index, count] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).map(Number);
  if (!index || !count || index > count)
    throw new UsageError(`--shard ${text} is none: write which of how many, like 2/4`);
  return { index, count };
}

function existingOf(wishes: Wishes): Configuration["existing"] {
  const { registry, repository, pullOnly = false, seedOnly = false, useSeed = false, tag } = wishes;
  if (seedOnly && (pullOnly || useSeed))
    throw new UsageError("--seed-only pushes, and --pull-only and --use-seed do not: give one or the other");
  const option = seedOnly ? "--seed-only" : useSeed ? "--use-seed" : "--pull-only";
  if (tag !== undefined && !pullOnly && !seedOnly && !useSeed)
    throw new UsageError("--tag names what a run reads that pushes nothing: add --pull-only");
  if (!pullOnly && !seedOnly && !useSeed) return undefined;
  if (registry === undefined) throw new UsageError(`${option} needs a registry with content: name it`);
  if (repository === undefined) throw new UsageError(`${option} needs a repository with content: add --repository`);
  return seedOnly ? undefined : { tag: tag ?? (useSeed ? seedTag : undefined) };
}

function ownCertificateOf({ cert, key }: Wishes): Pick<Configuration, "cert" | "key"> {
  if ((cert === undefined) !== (key === undefined))
    throw new UsageError(
      cert === undefined ? "--key needs the certificate: add --cert" : "--cert needs its key: add --key",
    );
  return {
    cert: cert === undefined ? undefined : pemOf("--cert", cert, "CERTIFICATE"),
    key: key === undefined ? undefined : pemOf("--key", key, "KEY"),
  };
}

function unixSocketOf({ unixSocket, registry }: Wishes): string | undefined {
  if (unixSocket === undefined) return undefined;
  if (registry === undefined)
    throw new UsageError(
      "--unix-socket says where a registry listens, and not its name: add one like http://localhost",
    );
  if (!statSync(unixSocket, { throwIfNoEntry: false })?.isSocket())
    throw new UsageError(`--unix-socket ${unixSocket}: there is no such socket`);
  return unixSocket;
}

function pemOf(option: string, file: string, kind: "CERTIFICATE" | "KEY"): string {
  let pem: string;
  try {
    pem = readFileSync(file, "utf8");
  } catch (error) {
    throw new UsageError(`${option} ${file} cannot be read: ${(error as Error).message}`);
  }
  if (!new RegExp(`-----BEGIN [A-Z ]*${kind}-----`).test(pem))
    throw new UsageError(`${option} ${file} holds no ${kind.toLowerCase()} in PEM form`);
  return pem;
}

function positive(option: string, value: number): number {
  if (Number.isFinite(value) && value > 0) return value;
  throw new UsageError(`${option} takes a number above 0`);
}

/** The configuration as it may be shown: no secret in it. */
export function shown(configuration: Configuration, place: { repository: string; secondRepository: string }) {
  const {
    specs,
    selection,
    credentials,
    limitedCredentials,
    insecure,
    ca,
    cert,
    unixSocket,
    concurrency,
    perSecond,
    timeoutMs,
    settleMs,
    alsoRead,
    skipData,
  } = configuration;
  return {
    spec: specs.join(","),
    ...selection,
    ...place,
    credentials: kindOf(credentials),
    limitedAccount: limitedCredentials !== undefined,
    insecure,
    privateCa: ca !== undefined,
    clientCertificate: cert !== undefined,
    ...(unixSocket === undefined ? {} : { unixSocket }),
    ...(concurrency === undefined ? {} : { concurrency }),
    ...(perSecond === undefined ? {} : { perSecond }),
    timeoutMs,
    ...(settleMs > 0 ? { settleMs } : {}),
    ...(Object.values(alsoRead).flat().length > 0 ? { alsoRead } : {}),
    ...(skipData.length > 0 ? { skipData } : {}),
  };
}

function kindOf(credentials: Credentials | undefined): string {
  if (credentials === undefined) return "none";
  if ("token" in credentials) return "token";
  return "identityToken" in credentials ? "identity token" : "username and password";
}
