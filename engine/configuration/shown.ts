import type { Credentials } from "../../client/auth/credentials.ts";
import type { Configuration } from "../configuration.ts";

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
