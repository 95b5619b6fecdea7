import type { Scheme, Session } from "./auth/session.ts";
import type { Exchange } from "./exchange.ts";

/** How the target lets us in. */
export interface SignIn {
  /** What it asked for, or `none` when it let us in without. */
  kind: Scheme;
  ok: boolean;
  /** One line for people: why not, or what is remarkable. */
  reason?: string;
  /** The last request to `/v2/`. */
  exchange: Exchange;
}

/** Reads the outcome of a GET of `/v2/`. */
export function signInFrom(exchange: Exchange, session: Session): SignIn {
  const { response, error } = exchange;
  const kind = schemeOf(exchange);
  if (!response) return { kind, ok: false, reason: error?.message, exchange };
  if (response.status === 401) {
    const asked = kind === "none" ? session.asked : kind;
    const refused = session.hasCredentials
      ? "the registry refused the credentials (status 401)"
      : "the registry asks for credentials, and there are none";
    return { kind: asked, ok: false, reason: session.reason ?? refused, exchange };
  }
  if (response.status < 200 || response.status > 299) {
    return { kind, ok: false, reason: `/v2/ answered status ${response.status}`, exchange };
  }
  if (kind === "none" && session.hasCredentials) {
    return { kind, ok: true, reason: "the registry did not ask for the credentials", exchange };
  }
  return { kind, ok: true, exchange };
}

function schemeOf({ request }: Exchange): Scheme {
  const line = request.headers.find(([name]) => name.toLowerCase() === "authorization");
  const scheme = line?.[1].split(" ")[0]?.toLowerCase();
  return scheme === "basic" || scheme === "bearer" ? scheme : "none";
}
