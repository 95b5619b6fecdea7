import type { Credentials } from "./auth/credentials.ts";
import type { HeaderLine } from "./exchange.ts";
import { type Concealer, concealerOf } from "./secret-forms.ts";
import { maskNamed, secretHeader } from "./secret-names.ts";

/** What stands where a secret stood. */
export const mask = "***";

/** Longest secret that the cut through a long body may still be kept clear of. */
const longestSecret = 16 * 1024;

/**
 * Masks what must not be told: the values of headers and parameters that are secret by their name, and every secret
 * it has been told of, wherever it appears and however it is encoded. All that is recorded passes through here first.
 */
export class Redactor {
  readonly #concealers = new Map<string, Concealer>();

  /** Secrets to mask from now on. One of fewer than four characters would mask half of every text, and is not. */
  learn(...secrets: string[]): void {
    for (const secret of secrets) {
      if (secret.length >= 4 && !this.#concealers.has(secret)) this.#concealers.set(secret, concealerOf(secret));
    }
  }

  /**
   * What we write into our own request lines anyway is no secret: a password that is also the name of the
   * repository must not mask that name in the answers that checks read.
   */
  concede(ownText: string): void {
    for (const secret of this.#concealers.keys()) {
      if (ownText.includes(secret)) this.#concealers.delete(secret);
    }
  }

  text(text: string): string {
    return this.#known(maskNamed(text, mask));
  }

  header([name, value]: HeaderLine): HeaderLine {
    const lower = name.toLowerCase();
    if (lower === "authorization" || lower === "proxy-authorization") {
      return [name, /^\S+\s/.test(value) ? value.replace(/^(\S+)\s.*$/s, `$1 ${mask}`) : mask];
    }
    if (lower === "cookie") return [name, value.replaceAll(/(^|;\s*)([^=;]*)=[^;]*/g, `$1$2=${mask}`)];
    if (lower === "set-cookie") return [name, this.text(value.replace(/^([^=;]*)=[^;]*/, `$1=${mask}`))];
    if (secretHeader(lower)) return [name, mask];
    // A page's Link may call its cursor a token; masking it would end the pagination that a check follows.
    return [name, this.#known(maskNamed(value, mask, { cursors: lower === "link" }))];
  }

  /**
   * The head of a text that goes on, `length` characters at most, with no part of a secret left at the cut.
   * @param more the text up to `length` and well beyond, or all of it
   */
  head(more: string, length: number, complete: boolean): string {
    const masked = this.text(more);
    return masked.slice(0, complete ? length : Math.max(0, Math.min(length, masked.length - longestSecret)));
  }

  /** How much of a text `head` wants to see. */
  static windowFor(length: number): number {
    return length + 2 * longestSecret;
  }

  #known(text: string): string {
    let masked = text;
    for (const conceal of this.#concealers.values()) masked = conceal(masked, mask);
    return masked;
  }
}

/** Everything that gives the credentials away, in the forms in which it travels. */
export function secretsOf(credentials: Credentials): string[] {
  if ("token" in credentials) return [credentials.token, ...base64Forms(credentials.token)];
  if ("identityToken" in credentials) return secretsOf({ token: credentials.identityToken });
  const { username, password } = credentials;
  return [password, ...base64Forms(`${username}:${password}`), ...base64Forms(password)];
}

function base64Forms(text: string): string[] {
  const bytes = Buffer.from(text, "utf8");
  return [bytes.toString("base64").replace(/=+$/, ""), bytes.toString("base64url")].filter((form) => form.length >= 8);
}
