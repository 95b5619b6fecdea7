import type { RegistryRequest } from "../request.ts";

/** Decisions below the registry's own protocol. */
export interface HttpPolicy {
  /** Whether `Expect: 100-continue` is answered; otherwise the body is never read, and nothing is said. */
  answersContinue(request: RegistryRequest): boolean;
}

export const conformantHttp: HttpPolicy = { answersContinue: () => true };
