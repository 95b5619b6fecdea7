import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { Access, Identity } from "./identity.ts";

/** What a token says: whose it is, and what it was asked for and may be used for. */
export interface Claims {
  identity: Identity;
  access: Access[];
  /** Seconds since 1970. */
  expires: number;
}

/** Signs and checks what only this registry can have given out: bearer tokens, and URLs of the storage host. */
export class Authority {
  readonly #key = randomBytes(32);

  sign(text: string): string {
    return createHmac("sha256", this.#key).update(text).digest("base64url");
  }

  verify(text: string, signature: string): boolean {
    const right = Buffer.from(this.sign(text));
    const given = Buffer.from(signature);
    return right.length === given.length && timingSafeEqual(right, given);
  }

  issue(claims: Claims): string {
    const payload = Buffer.from(JSON.stringify(claims)).toString("base64url");
    return `${payload}.${this.sign(payload)}`;
  }

  /** The claims of a token; undefined when we did not issue it or it has expired. */
  read(token: string): Claims | undefined {
    const [payload = "", signature = ""] = token.split(".");
    if (!this.verify(payload, signature)) return undefined;
    const claims: Claims = JSON.parse(Buffer.from(payload, "base64url").toString());
    return claims.expires > Date.now() / 1000 ? claims : undefined;
  }
}
