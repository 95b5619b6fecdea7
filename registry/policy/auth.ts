import { type Access, type Identity, mayDo } from "../auth/identity.ts";
import type { Registry } from "../registry.ts";
import type { RegistryRequest } from "../request.ts";

/** Decisions on who may do what. */
export interface AuthPolicy {
  /** Whether the credentials or the token of a request are looked at; otherwise it is nobody's. */
  acceptsCredentials(request: RegistryRequest): boolean;
  allows(identity: Identity, access: Access, registry: Registry): boolean;
}

export const conformantAuth: AuthPolicy = {
  acceptsCredentials: () => true,
  allows: (identity, access, registry) => mayDo(identity, access, registry.settings),
};
