import { type Refusal, refusal } from "../errors.ts";
import type { Registry } from "../registry.ts";
import type { RegistryRequest } from "../request.ts";
import { accessNeeded, scopeOf, sourceAccess } from "./access.ts";
import { basicCredentials } from "./basic.ts";
import { type Access, type Identity, identityOf } from "./identity.ts";

/** Whoever showed credentials, and what their token was issued for; a password is good for everything. */
interface Authenticated {
  identity: Identity;
  covers(access: Access): boolean;
}

/**
 * Finds out who is asking, and lets the request in or throws.
 * The storage host asks nobody: its URLs are hard to guess or signed.
 * @throws Refusal 401 with a challenge, or 403 for somebody who may not
 */
export function authorise(request: RegistryRequest, registry: Registry): void {
  const { settings, policy } = registry;
  if (settings.authentication === "none" || request.listener === "storage") return;
  if (request.operation === "token" || !/^\/v2(\/|$)/.test(request.path)) return;

  const needed = accessNeeded(request);
  const source = sourceAccess(request, registry);
  const may = (access: Access) => policy.auth.allows(request.identity, access, registry);
  // Whoever is not known yet is asked for leave to both at once: a challenge is answered once.
  const worthNaming = (access: Access) => request.identity.kind === "anonymous" || may(access);
  const challenge = (error?: string) =>
    unauthorized(registry, [needed, source && worthNaming(source) ? source : undefined], error);

  const somebody = policy.auth.acceptsCredentials(request) ? authenticate(request, registry) : undefined;
  if (somebody === "invalid") throw challenge("invalid_token");
  if (somebody) request.identity = somebody.identity;
  else if (settings.authentication === "bearer" || !needed || !may(needed)) throw challenge();

  if (!needed) return;
  if (!may(needed)) {
    if (request.identity.kind === "anonymous") throw challenge();
    throw refusal(403, "DENIED", `this account may not ${needed.action} here`);
  }
  const uncovered = [needed, source].some((access) => access && may(access) && somebody?.covers(access) === false);
  if (uncovered) throw challenge("insufficient_scope");
}

function authenticate(request: RegistryRequest, registry: Registry): Authenticated | "invalid" | undefined {
  const header = request.header("authorization");
  if (header === undefined) return undefined;
  if (registry.settings.authentication === "basic") {
    const given = basicCredentials(header);
    const identity = given && identityOf(given.username, given.password, registry.settings);
    return identity ? { identity, covers: () => true } : "invalid";
  }
  const [, token] = /^bearer +(.+)$/i.exec(header) ?? [];
  const claims = token === undefined ? undefined : registry.authority.read(token);
  if (!claims) return "invalid";
  const covers = ({ repository, action }: Access) =>
    claims.access.some((access) => access.repository === repository && access.action === action);
  return { identity: claims.identity, covers };
}

function unauthorized(registry: Registry, accesses: (Access | undefined)[], error?: string): Refusal {
  const scope = accesses.flatMap((access) => (access ? [scopeOf(access)] : [])).join(" ");
  const bearer = [
    `realm="${registry.urls.registry}/token"`,
    'service="reference-registry"',
    ...(scope ? [`scope="${scope}"`] : []),
    ...(error ? [`error="${error}"`] : []),
  ];
  const basic = registry.settings.authentication === "basic";
  const challenge = basic ? 'Basic realm="reference-registry"' : `Bearer ${bearer.join(",")}`;
  return refusal(401, "UNAUTHORIZED", "authentication required", { headers: { "WWW-Authenticate": challenge } });
}
