import { type Answer, json } from "../answer.ts";
import { basicCredentials } from "../auth/basic.ts";
import { type Access, type Action, type Identity, identityOf } from "../auth/identity.ts";
import { notFound, refusal } from "../errors.ts";
import type { Registry } from "../registry.ts";
import type { RegistryRequest } from "../request.ts";

/** GET of the token endpoint: a token for what was asked for, less what the account may not do. */
export function token(request: RegistryRequest, registry: Registry): Answer {
  const { settings, policy, authority } = registry;
  if (settings.authentication !== "bearer") return notFound();

  const identity = whoAsks(request, registry);
  const access = request.query
    .all("scope")
    .flatMap(parseScope)
    .filter((wanted) => policy.auth.allows(identity, wanted, registry));
  const issuedAt = Date.now();
  const signed = authority.issue({ identity, access, expires: issuedAt / 1000 + settings.tokenLifetime });
  return json(200, {
    token: signed,
    access_token: signed,
    expires_in: settings.tokenLifetime,
    issued_at: new Date(issuedAt).toISOString(),
  });
}

function whoAsks(request: RegistryRequest, registry: Registry): Identity {
  const header = request.header("authorization");
  if (header === undefined) return { kind: "anonymous" };
  const given = basicCredentials(header);
  const identity = given && identityOf(given.username, given.password, registry.settings);
  if (identity) return identity;
  const headers = { "WWW-Authenticate": 'Basic realm="reference-registry"' };
  throw refusal(401, "UNAUTHORIZED", "wrong user name or password", { headers });
}

const actions: readonly Action[] = ["pull", "push", "delete"];

/** `repository:<name>:<action>,…`, several of them separated by spaces (or the plus signs of a form); `*` stands for every action. */
function parseScope(scope: string): Access[] {
  return scope.split(/[ +]/).flatMap((part) => {
    const [, repository, wanted] = /^repository:(.+):([^:]*)$/.exec(part) ?? [];
    if (repository === undefined || wanted === undefined) return [];
    const asked = wanted.split(",");
    return actions
      .filter((action) => asked.includes(action) || asked.includes("*"))
      .map((action) => ({ repository, action }));
  });
}
