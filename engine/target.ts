import { randomBytes } from "node:crypto";
import type { Client } from "../client/client.ts";
import { createClient } from "../client/http-client.ts";
import type { Fault } from "../registry/fault.ts";
import { startRegistry } from "../registry/server.ts";
import type { Settings } from "../registry/settings.ts";
import { type Configuration, shown } from "./configuration.ts";
import type { Place } from "./conversation.ts";
import { version } from "./version.ts";

/** A target that is open for a run. */
export interface Target {
  client: Client;
  place: Place;
  configuration: Record<string, unknown>;
  close(): Promise<void>;
}

/** Opens a client to the configured registry, or to an embedded one of its own when none was named. */
export async function openTarget(
  configuration: Configuration,
  { signal, faults = [], settings = {} }: { signal?: AbortSignal; faults?: Fault[]; settings?: Partial<Settings> } = {},
): Promise<Target> {
  const embedded = configuration.baseUrl === undefined ? await startRegistry({ faults, settings }) : undefined;
  const place = placeOf(configuration);
  const { credentials, limitedCredentials, insecure, ca, concurrency, timeoutMs } = configuration;
  const client = createClient({
    baseUrl: configuration.baseUrl ?? (embedded?.url as string),
    userAgent: `oci-conformance/${version}`,
    concurrency,
    timeoutMs,
    insecure,
    ...(credentials ? { credentials } : {}),
    ...(limitedCredentials ? { limitedCredentials } : {}),
    ...(ca ? { ca } : {}),
    ...(signal ? { signal } : {}),
  });
  return {
    client,
    place,
    configuration: {
      ...shown(configuration, { repository: place.repository, secondRepository: place.secondRepository }),
      embedded: embedded !== undefined,
      ...(faults.length > 0 ? { faults: faults.map(({ id }) => id) } : {}),
    },
    close: async () => {
      await client.close();
      await embedded?.close();
    },
  };
}

/** The repositories that were asked for, or new ones, so that runs do not meet each other's content. */
function placeOf({ repository, secondRepository, limitedCredentials }: Configuration): Place {
  const random = `oci-conformance/${randomBytes(4).toString("hex")}`;
  return {
    repository: repository ?? random,
    secondRepository: secondRepository ?? `${repository ?? random}-second`,
    hasLimitedAccount: limitedCredentials !== undefined,
  };
}
