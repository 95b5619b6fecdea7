import { addressOf } from "../address.ts";
import { now } from "../clock.ts";
import { headerOf, type Received } from "../hop.ts";
import type { Challenge } from "./challenge.ts";
import { basic, type Credentials } from "./credentials.ts";

/** A request to a token server: GET, or POST of a form where it has one. */
export interface TokenRequest {
  url: string;
  authorization?: string | undefined;
  /** `application/x-www-form-urlencoded` */
  form?: string;
}

export type AskForToken = (request: TokenRequest) => Promise<Received>;

/** A token, or why there is none. `final`: asking again would bring the same. */
export type TokenAnswer = { token: string } | { reason: string; final: boolean };

/** Bearer tokens of one identity, one for each realm, service and scope; asked for once, however many wait for it. */
export class Tokens {
  readonly #credentials: Credentials | undefined;
  readonly #secure: boolean;
  readonly #answers = new Map<string, Promise<TokenAnswer>>();
  readonly #valid = new Map<string, { token: string; until: number }>();

  /**
   * @param credentials for the token server, if there are any
   * @param secure whether the target speaks https, so that credentials must not leave in the clear
   */
  constructor(credentials: Credentials | undefined, secure: boolean) {
    this.#credentials = credentials;
    this.#secure = secure;
  }

  /** The token that answers such a challenge, if we hold one that has not expired. */
  held(challenge: Challenge): string | undefined {
    const entry = this.#valid.get(keyOf(challenge));
    return entry && entry.until > now() ? entry.token : undefined;
  }

  /** @param rejected the token that brought the challenge about; another one will be fetched */
  async fetch(challenge: Challenge, rejected: string | undefined, ask: AskForToken): Promise<TokenAnswer> {
    const key = keyOf(challenge);
    const held = this.held(challenge);
    if (held !== undefined && held !== rejected) return { token: held };
    const pending = this.#answers.get(key);
    if (pending) return pending;
    const answer = this.#ask(challenge, key, ask);
    this.#answers.set(key, answer);
    const settled = await answer;
    // Refused credentials stay refused: asking again and again gets accounts locked.
    if ("token" in settled || !settled.final) this.#answers.delete(key);
    return answer;
  }

  async #ask({ parameters }: Challenge, key: string, ask: AskForToken): Promise<TokenAnswer> {
    const { realm = "" } = parameters;
    const never = (reason: string): TokenAnswer => ({ reason, final: true });
    let host: string;
    try {
      const address = addressOf(realm);
      host = address.host;
      if (this.#credentials && this.#secure && !address.origin.startsWith("https:")) {
        return never(`the token server ${host} is plain http: no credentials are sent there from an https registry`);
      }
    } catch {
      return never("the realm of the Bearer challenge is no http(s) URL");
    }
    const { exchange, response } = await askWith(this.#credentials, parameters, ask);
    if (!response) return { reason: `the token server failed: ${exchange.error?.message}`, final: false };
    if (response.status !== 200) {
      const refused = [400, 401, 403].includes(response.status);
      const whom = this.#credentials ? "the credentials" : "a request without credentials";
      return {
        reason: `the token server ${host} answered ${response.status}${refused ? ` to ${whom}` : ""}`,
        final: refused,
      };
    }
    const document = parse(response.body.head);
    const token = tokenIn(document);
    if (token === undefined) {
      const type = headerOf(response.headers, "Content-Type") ?? "no media type";
      return never(
        document === undefined
          ? `the token server ${host} sent no JSON (${type})`
          : `the token server ${host} sent neither a token nor an access_token that a header can hold`,
      );
    }
    this.#valid.set(key, { token, until: now() + lifetimeMs(document) });
    return { token };
  }
}

/**
 * GET with the login, if there is one, and POST where there is no GET; with an identity token only POST will do
 * (distribution's token authentication, and OAuth 2, RFC 6749, 4.3 and 6).
 */
async function askWith(
  credentials: Credentials | undefined,
  { realm = "", service, scope = "" }: Challenge["parameters"],
  ask: AskForToken,
): Promise<Received> {
  const base = realm.replace(/#.*$/s, "");
  const post = (grant: Record<string, string>) => {
    const form = new URLSearchParams({
      ...grant,
      ...(service ? { service } : {}),
      scope,
      client_id: "oci-conformance",
    });
    return ask({ url: base, form: form.toString() });
  };
  if (credentials && "identityToken" in credentials)
    return post({ grant_type: "refresh_token", refresh_token: credentials.identityToken });
  const query = [
    ...(service === undefined ? [] : [`service=${encodeURIComponent(service)}`]),
    ...scope.split(" ").flatMap((each) => (each ? [`scope=${encodeURIComponent(each)}`] : [])),
  ];
  const url = [base, query.join("&")].filter(Boolean).join(realm.includes("?") ? "&" : "?");
  const received = await ask({ url, authorization: basic(credentials) });
  const hasNoGet = received.response?.status === 404 || received.response?.status === 405;
  if (!hasNoGet || !credentials || !("password" in credentials)) return received;
  const { username, password } = credentials;
  return post({ grant_type: "password", username, password });
}

const tokenMember = /"(?:token|access_token|refresh_token)"\s*:\s*"([^"\\]+)/g;

/** The tokens in a token server's answer, of whatever kind: what must be masked in its record. */
export function tokensIn(body: Buffer): string[] {
  const document = parse(body);
  const named = document
    ? ["token", "access_token", "refresh_token"].map((name) => document[name])
    : [...body.toString("latin1").matchAll(tokenMember)].slice(0, 3).map(([, value]) => value);
  return named.filter((value) => isString(value) && value.length <= longestToken) as string[];
}

function keyOf({ parameters }: Challenge): string {
  return JSON.stringify([parameters.realm, parameters.service, (parameters.scope ?? "").split(" ").sort()]);
}

/** Characters of a token. Servers take 8 to 64 KiB of headers, and each token is looked for in all that is recorded. */
const longestToken = 64 * 1024;

function tokenIn(document: Record<string, unknown> | undefined): string | undefined {
  const token = document?.token || document?.access_token;
  // Only what can stand in a header.
  return isString(token) && token.length <= longestToken && /^[\x21-\x7e]+$/.test(token) ? token : undefined;
}

/** 60 seconds unless it says otherwise, less a tenth for the way. */
function lifetimeMs(document: Record<string, unknown> | undefined): number {
  const seconds = document?.expires_in;
  return (typeof seconds === "number" && seconds > 0 ? seconds : 60) * 900;
}

function parse(body: Buffer): Record<string, unknown> | undefined {
  try {
    const document: unknown = JSON.parse(body.toString("utf8"));
    return typeof document === "object" && document !== null ? (document as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function isString(value: unknown): value is string {
  return typeof value === "string";
}
