import { addressOf } from "../address.ts";
import { headerOf, type Received } from "../hop.ts";
import type { Challenge } from "./challenge.ts";

/** Asks the token server: GET of the URL, with that Authorization if any. */
export type AskForToken = (url: string, authorization: string | undefined) => Promise<Received>;

/** A token, or why there is none. `final`: asking again would bring the same. */
export type TokenAnswer = { token: string } | { reason: string; final: boolean };

/** Bearer tokens of one identity, one for each realm, service and scope; asked for once, however many wait for it. */
export class Tokens {
  readonly #authorization: string | undefined;
  readonly #secure: boolean;
  readonly #answers = new Map<string, Promise<TokenAnswer>>();
  readonly #valid = new Map<string, { token: string; until: number }>();

  /**
   * @param authorization Basic credentials for the token server, if there are any
   * @param secure whether the target speaks https, so that credentials must not leave in the clear
   */
  constructor(authorization: string | undefined, secure: boolean) {
    this.#authorization = authorization;
    this.#secure = secure;
  }

  /** The token that answers such a challenge, if we hold one that has not expired. */
  held(challenge: Challenge): string | undefined {
    const entry = this.#valid.get(keyOf(challenge));
    return entry && entry.until > Date.now() ? entry.token : undefined;
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
    const { realm = "", service, scope } = parameters;
    const never = (reason: string): TokenAnswer => ({ reason, final: true });
    let host: string;
    try {
      const address = addressOf(realm);
      host = address.host;
      if (this.#authorization && this.#secure && !address.origin.startsWith("https:")) {
        return never(`the token server ${host} is plain http: no credentials are sent there from an https registry`);
      }
    } catch {
      return never("the realm of the Bearer challenge is no http(s) URL");
    }
    const query = [
      ...(service === undefined ? [] : [`service=${encodeURIComponent(service)}`]),
      ...(scope ?? "").split(" ").flatMap((each) => (each ? [`scope=${encodeURIComponent(each)}`] : [])),
    ];
    const url = [realm.replace(/#.*$/s, ""), query.join("&")].filter(Boolean).join(realm.includes("?") ? "&" : "?");

    const { exchange, response } = await ask(url, this.#authorization);
    if (!response) return { reason: `the token server failed: ${exchange.error?.message}`, final: false };
    if (response.status !== 200) {
      const refused = [400, 401, 403].includes(response.status);
      const whom = this.#authorization ? "the credentials" : "a request without credentials";
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
          : `the token server ${host} sent neither a token nor an access_token`,
      );
    }
    this.#valid.set(key, { token, until: Date.now() + lifetimeMs(document) });
    return { token };
  }
}

/** The tokens in a token server's answer, of whatever kind: what must be masked in its record. */
export function tokensIn(body: Buffer): string[] {
  const document = parse(body);
  return ["token", "access_token", "refresh_token"].flatMap((name) => document?.[name] ?? []).filter(isString);
}

function keyOf({ parameters }: Challenge): string {
  return JSON.stringify([parameters.realm, parameters.service, (parameters.scope ?? "").split(" ").sort()]);
}

function tokenIn(document: Record<string, unknown> | undefined): string | undefined {
  const token = document?.token || document?.access_token;
  // Only what can stand in a header.
  return isString(token) && /^[\x21-\x7e]+$/.test(token) ? token : undefined;
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
