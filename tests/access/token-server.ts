import { createSign, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface Grant {
  /** Basic credentials as they come, without the scheme; undefined for nobody's. */
  credentials: string | undefined;
  repository: string;
  actions: string[];
}

/** Hands out what distribution's registries take for tokens; `allowed` says which of the actions that are asked for. */
export async function serveTokens(
  { der, key }: { der: string; key: string },
  allowed: (grant: Grant) => string[],
  lifetime = 300,
) {
  const server = createServer((request, response) => {
    const query = new URL(request.url ?? "", "http://localhost").searchParams;
    const credentials = /^Basic (.*)$/.exec(request.headers.authorization ?? "")?.[1];
    const access = query.getAll("scope").flatMap((scope) => {
      const [, repository, wanted] = /^repository:(.+):([^:]*)$/.exec(scope) ?? [];
      if (repository === undefined || wanted === undefined) return [];
      const actions = allowed({ credentials, repository, actions: wanted.split(",") });
      return [{ type: "repository", name: repository, actions }];
    });
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: "test-issuer",
      aud: query.get("service"),
      sub: "",
      iat: now,
      nbf: now - 5,
      exp: now + lifetime,
      jti: randomUUID(),
      access,
    };
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const signed = `${part({ alg: "RS256", typ: "JWT", x5c: [der] })}.${part(claims)}`;
    const token = `${signed}.${createSign("RSA-SHA256").update(signed).sign(key, "base64url")}`;
    response.setHeader("Content-Type", "application/json").end(JSON.stringify({ token, expires_in: lifetime }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    realm: `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
