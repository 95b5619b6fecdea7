import { randomBytes } from "node:crypto";
import { getProxyForUrl } from "proxy-from-env";
import type { Client } from "../client/client.ts";
import type { Exchange } from "../client/exchange.ts";
import { createClient } from "../client/http-client.ts";
import type { ClientOptions } from "../client/options.ts";
import type { OnAsked } from "../registry/asked.ts";
import type { Fault } from "../registry/fault.ts";
import { startRegistry } from "../registry/server.ts";
import type { Settings } from "../registry/settings.ts";
import { shown } from "./configuration/shown.ts";
import { type Configuration, configurationOf } from "./configuration.ts";
import type { Place } from "./conversation.ts";
import { accountsFor } from "./embedded-accounts.ts";
import { version } from "./version.ts";

/** A target that is open for a run. */
export interface Target {
  client: Client;
  place: Place;
  configuration: Record<string, unknown>;
  close(): Promise<void>;
}

/** How the embedded registry shall be, and what ends everything at once. */
export interface TargetOptions {
  faults?: readonly Fault[];
  settings?: Partial<Settings>;
  /** The target is a registry of this process, as the embedded one is. */
  isOurs?: boolean | undefined;
  signal?: AbortSignal | undefined;
  onExchange?: ((exchange: Exchange) => void) | undefined;
  /** Is told of every request to the embedded registry, and of its decisions. */
  onAsked?: OnAsked | undefined;
}

/** A client with the configured access. */
export function clientTo(
  baseUrl: string,
  {
    baseUrl: named,
    credentials,
    limitedCredentials,
    insecure,
    ca,
    cert,
    key,
    unixSocket,
    concurrency,
    perSecond,
    timeoutMs,
    authScope,
  }: Configuration,
  {
    isOurs = named === undefined,
    signal,
    onExchange,
    throttle,
  }: Pick<TargetOptions, "isOurs" | "signal" | "onExchange"> & Pick<ClientOptions, "throttle"> = {},
): Client {
  return createClient({
    baseUrl,
    userAgent: `oci-conformance/${version}`,
    concurrency,
    timeoutMs,
    insecure,
    credentials,
    limitedCredentials,
    ca,
    cert,
    key,
    unixSocket,
    perSecond,
    scope: authScope,
    // What is in this process is on this machine, whatever the environment says of proxies.
    proxyFor: isOurs ? undefined : remembered(getProxyForUrl),
    signal,
    onExchange,
    throttle,
  });
}

/** The environment does not change, and to ask it takes long. */
function remembered(proxyFor: (origin: string) => string): (origin: string) => string {
  const found = new Map<string, string>();
  return (origin) => {
    const proxy = found.get(origin) ?? proxyFor(origin);
    found.set(origin, proxy);
    return proxy;
  };
}

/**
 * Opens a client to the configured registry, or to an embedded one of its own when none was named; to that one it
 * goes with the credentials it asks for, unless others were given.
 */
export async function openTarget(wanted: Configuration, options: TargetOptions = {}): Promise<Target> {
  const { faults = [], settings = {}, isOurs, signal, onExchange, onAsked } = options;
  const embedded = wanted.baseUrl === undefined ? await startRegistry({ faults, settings, onAsked }) : undefined;
  const configuration = embedded ? fitting(wanted, settings) : wanted;
  const place = placeOf(configuration);
  const { repository, secondRepository } = place;
  const client = clientTo(configuration.baseUrl ?? (embedded?.url as string), configuration, {
    isOurs,
    signal,
    onExchange,
  });
  return {
    client,
    place,
    configuration: {
      ...shown(configuration, { repository, secondRepository }),
      embedded: embedded !== undefined,
      ...(faults.length > 0 ? { faults: faults.map(({ id }) => id) } : {}),
    },
    close: async () => {
      await client.close();
      await embedded?.close();
    },
  };
}

function fitting(wanted: Configuration, settings: Partial<Settings>): Configuration {
  const accounts = configurationOf(accountsFor(settings), {});
  return {
    ...wanted,
    credentials: wanted.credentials ?? accounts.credentials,
    limitedCredentials: wanted.limitedCredentials ?? accounts.limitedCredentials,
    repository: wanted.repository ?? accounts.repository,
    secondRepository: wanted.secondRepository ?? accounts.secondRepository,
  };
}

/** The repositories that were asked for, or new ones, so that runs do not meet each other's content. */
function placeOf({
  repository,
  secondRepository,
  limitedCredentials,
  existing,
  alsoRead,
  skipData,
  settleMs,
}: Configuration): Place {
  const runId = randomBytes(5).toString("hex");
  const random = `oci-conformance/${runId}`;
  return {
    runId,
    existing,
    alsoRead,
    skipData,
    settleMs,
    isNew: repository === undefined && secondRepository === undefined,
    repository: repository ?? random,
    secondRepository: secondRepository ?? `${repository ?? random}-second`,
    hasLimitedAccount: limitedCredentials !== undefined,
  };
}
