import { type SeenRequest, serve, type TestServer } from "./server.ts";

export interface TokenServer extends TestServer {
  /** Every token handed out. */
  readonly tokens: string[];
}

/** A token server that hands out a new token for each request, unless `answer` says something else. */
export async function serveTokens(
  answer?: (request: SeenRequest) => { status?: number; body: unknown },
): Promise<TokenServer> {
  const tokens: string[] = [];
  const server = await serve((request, response) => {
    const token = `issued-token-${tokens.length + 1}`;
    const { status = 200, body } = answer?.(request) ?? { body: { token, access_token: token, expires_in: 300 } };
    if (status === 200) tokens.push(token);
    response.writeHead(status).end(typeof body === "string" ? body : JSON.stringify(body));
  });
  return Object.assign(server, { tokens });
}

/** A registry that wants a token with a scope that depends on repository and method. */
export async function serveRegistryBehind(
  tokenServer: { url: string },
  accepts: (token: string) => boolean,
): Promise<TestServer> {
  return serve(({ method, url, headers }, response) => {
    const token = headers.authorization?.replace(/^Bearer /, "");
    if (token !== undefined && accepts(token)) return response.end("welcome");
    const name = /^\/v2\/(.+)\/(?:blobs|manifests|tags)\//.exec(url)?.[1];
    const actions = method === "GET" || method === "HEAD" ? "pull" : "pull,push";
    const scope = name === undefined ? "" : `,scope="repository:${name}:${actions}"`;
    response.writeHead(401, { "WWW-Authenticate": `Bearer realm="${tokenServer.url}/token",service="s 1"${scope}` });
    response.end("who are you?");
  });
}
