import { addressOf, sameOrigin } from "../address.ts";
import { type Hop, headersOf, type Received } from "../hop.ts";
import { type Challenge, parseChallenges } from "./challenge.ts";
import { basic, type Credentials } from "./credentials.ts";
import { needOf } from "./need.ts";
import { type AskForToken, Tokens } from "./tokens.ts";

/**
 * What one identity has learned of how the target wants to be asked. It answers challenges, and once an answer is known
 * it is sent at once. Credentials go to the target's own origin, and to the token server that the target names.
 */
export class Session {
  /** Why the last challenge could not be answered. */
  reason: string | undefined;
  readonly #origin: string;
  readonly #credentials: Credentials | undefined;
  readonly #basic: string | undefined;
  readonly #tokens: Tokens;
  readonly #scope: string | undefined;
  #basicWanted = false;
  readonly #bearerWanted = new Map<string, Challenge>();

  /** @param scope the one to ask token servers for, whatever the challenges say */
  constructor(baseUrl: string, credentials: Credentials | undefined, scope?: string) {
    this.#scope = scope;
    this.#origin = addressOf(baseUrl).origin;
    this.#credentials = credentials;
    this.#basic = basic(credentials);
    this.#tokens = new Tokens(credentials, this.#origin.startsWith("https:"));
  }

  /** The Authorization to send with a request, as far as it is known before being asked. */
  authorizationFor(hop: Hop): string | undefined {
    if (!this.#isOurs(hop)) return undefined;
    if (this.#credentials && "token" in this.#credentials) return `Bearer ${this.#credentials.token}`;
    const challenge = this.#bearerWanted.size > 0 ? this.#bearerWanted.get(need(hop)) : undefined;
    const token = challenge && this.#tokens.held(challenge);
    if (token !== undefined) return `Bearer ${token}`;
    return this.#basicWanted ? this.#basic : undefined;
  }

  /**
   * The same request again with the answer, when the response is a challenge that can be answered; each request is
   * asked twice at most.
   */
  async answer(hop: Hop, { exchange, response }: Received, ask: AskForToken): Promise<Hop | undefined> {
    if (response?.status !== 401 || hop.challenged || !this.#isOurs(hop)) return undefined;
    const challenges = parseChallenges(headersOf(response.headers, "WWW-Authenticate"));
    if (this.#credentials && "token" in this.#credentials) return undefined;
    const again: Hop = { ...hop, challenged: true, follows: { exchange: exchange.id, because: "challenge" } };

    const asked = challenges.find(({ scheme, parameters }) => scheme === "bearer" && parameters.realm);
    const bearer = asked && this.#scoped(asked);
    if (bearer) {
      const answer = await this.#tokens.fetch(bearer, hop.authorization?.replace(/^Bearer /, ""), ask);
      if ("token" in answer) {
        this.#bearerWanted.set(need(hop), bearer);
        return { ...again, authorization: `Bearer ${answer.token}` };
      }
      this.reason = answer.reason;
    }
    const wantsBasic = challenges.some(({ scheme }) => scheme === "basic");
    if (wantsBasic && this.#basic && hop.authorization !== this.#basic) {
      this.#basicWanted = true;
      this.#bearerWanted.delete(need(hop));
      return { ...again, authorization: this.#basic };
    }
    return undefined;
  }

  #scoped(challenge: Challenge): Challenge {
    if (this.#scope === undefined) return challenge;
    return { ...challenge, parameters: { ...challenge.parameters, scope: this.#scope } };
  }

  /** A caller's own Authorization header is left alone, and so is every other host. */
  #isOurs(hop: Hop): boolean {
    return sameOrigin(hop.url, this.#origin) && headersOf(hop.headers, "Authorization").length === 0;
  }
}

function need({ method, url }: Hop): string {
  return needOf(method, addressOf(url).path);
}
