import type { Credentials, Login } from "../client/auth/credentials.ts";
import { type SpecVersion, standardVersion } from "../specs/versions.ts";
import type { AlsoRead } from "../suites/kit/scenario.ts";
import { credentialsOf, loginOf } from "./configuration/access.ts";
import { baseUrlOf, unixSocketOf } from "./configuration/address.ts";
import { alsoReadOf } from "./configuration/also-read.ts";
import { certificatesOf } from "./configuration/certificates.ts";
import {
  dataSetNamed,
  type KeepKind,
  kindNamed,
  milliseconds,
  positive,
  shardNamed,
  specsOf,
} from "./configuration/named.ts";
import { existingOf, repositoriesOf } from "./configuration/repositories.ts";
import type { Wishes } from "./configuration/wishes.ts";
import type { Shard } from "./plan.ts";

export type { Wishes } from "./configuration/wishes.ts";

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
    ...repositoriesOf(wishes),
    credentials: credentialsOf(wishes, environment),
    limitedCredentials: loginOf("--limited-username", wishes.limitedUsername, wishes.limitedPassword),
    insecure: wishes.insecure ?? false,
    ...certificatesOf(wishes),
    unixSocket: unixSocketOf(wishes),
    perSecond: wishes.rate === undefined ? undefined : positive("--rate", wishes.rate),
    concurrency: wishes.concurrency === undefined ? undefined : positive("--concurrency", wishes.concurrency),
    timeoutMs: milliseconds("--timeout", wishes.timeout ?? 30),
    product: wishes.product,
    shard: wishes.shard === undefined ? undefined : shardNamed(wishes.shard),
    settleMs: wishes.settle === undefined ? 0 : milliseconds("--settle", wishes.settle),
    keep: wishes.keep ?? false,
    keepKinds: (wishes.keepKind ?? []).map(kindNamed),
    authScope: wishes.authScope,
    existing: existingOf(wishes),
    alsoRead: alsoReadOf(wishes),
    skipData: (wishes.skipData ?? []).map(dataSetNamed),
  };
}
