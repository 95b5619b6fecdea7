import { expect, onTestFinished, test, vi } from "vitest";
import { clientFor, label, serve } from "../server.ts";
import { serveRegistryBehind, serveTokens } from "../token-server.ts";

const credentials = { username: "ann", password: "s3cret-password" };
const root = { method: "GET", url: "/v2/" };
const list = { method: "GET", url: "/v2/a/b/tags/list" };

test("fetches a token, records the detour, and reuses the token for the same need", async () => {
  await using tokens = await serveTokens();
  await using registry = await serveRegistryBehind(tokens, (token) => tokens.tokens.includes(token));
  await using client = clientFor(registry, { credentials });

  const { exchange, body } = await client.send(list, label);
  await client.send({ method: "HEAD", url: "/v2/a/b/manifests/latest" }, label);
  await client.send({ method: "PUT", url: "/v2/a/b/manifests/latest" }, label);
  await client.send({ method: "PUT", url: "/v2/a/b/manifests/other" }, label);

  expect(body.toString()).toBe("welcome");
  expect(exchange).toMatchObject({ id: "x3", ...label, follows: { exchange: "x1", because: "challenge" } });
  expect(client.exchanges[1]).toMatchObject({
    scenario: label.scenario,
    step: `token for ${label.step}`,
    follows: { exchange: "x1", because: "challenge" },
    request: { url: `${tokens.url}/token?service=s%201&scope=repository%3Aa%2Fb%3Apull` },
  });
  expect(tokens.requests.map(({ url }) => new URL(url, tokens.url).searchParams.getAll("scope"))).toEqual([
    ["repository:a/b:pull"],
    ["repository:a/b:pull,push"],
  ]);
  expect(tokens.requests[0]?.headers.authorization).toBe(`Basic ${btoa("ann:s3cret-password")}`);
  expect(tokens.requests[0]?.headers).toMatchObject({ accept: "application/json" });
  expect(tokens.requests[0]?.headers).not.toHaveProperty("content-type");
  expect(registry.requests).toHaveLength(6);
  expect(JSON.stringify(client.exchanges)).not.toContain("issued-token");
});

test("many requests that need the same token cause one token request", async () => {
  await using tokens = await serveTokens();
  await using registry = await serveRegistryBehind(tokens, (token) => tokens.tokens.includes(token));
  await using client = clientFor(registry);

  const sent = await Promise.all(Array.from({ length: 8 }, () => client.send(list, label)));

  expect(sent.map(({ exchange }) => exchange.response?.status)).toEqual(Array(8).fill(200));
  expect(tokens.requests).toHaveLength(1);
  expect(tokens.requests[0]?.headers.authorization).toBeUndefined();
});

test("an identity token is exchanged by POST, and never told", async () => {
  await using tokens = await serveTokens();
  await using registry = await serveRegistryBehind(tokens, (token) => tokens.tokens.includes(token));
  await using client = clientFor(registry, { credentials: { identityToken: "identity-token-of-ann" } });

  const { body } = await client.send(list, label);

  expect(body.toString()).toBe("welcome");
  const [request] = tokens.requests;
  expect(request).toMatchObject({
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", accept: "application/json" },
  });
  expect(Object.fromEntries(new URLSearchParams(request?.body.toString()))).toEqual({
    grant_type: "refresh_token",
    refresh_token: "identity-token-of-ann",
    service: "s 1",
    scope: "repository:a/b:pull",
    client_id: "oci-conformance",
  });
  expect(JSON.stringify(client.exchanges)).not.toContain("identity-token-of-ann");
});

test("a token server without GET is asked by POST", async () => {
  await using tokens = await serveTokens(({ method }) =>
    method === "GET" ? { status: 405, body: "POST only" } : { body: { access_token: "posted-token" } },
  );
  await using registry = await serveRegistryBehind(tokens, (token) => token === "posted-token");
  await using client = clientFor(registry, { credentials });

  const { body } = await client.send(list, label);

  expect(body.toString()).toBe("welcome");
  const form = new URLSearchParams(tokens.requests[1]?.body.toString());
  expect(form.get("grant_type")).toBe("password");
  expect(form.get("username")).toBe("ann");
  expect(JSON.stringify(client.exchanges)).not.toContain("s3cret-password");
});

test("two scopes are asked for as two parameters", async () => {
  await using tokens = await serveTokens();
  await using registry = await serve(({ headers }, response) => {
    if (headers.authorization) return response.end();
    const scope = "repository:a:pull,push repository:b:pull";
    response.writeHead(401, { "WWW-Authenticate": `Bearer realm="${tokens.url}/token?x=1",scope="${scope}"` }).end();
  });
  await using client = clientFor(registry);

  await client.send({ method: "POST", url: "/v2/a/blobs/uploads/?mount=sha256:0&from=b" }, label);

  expect(tokens.requests[0]?.url).toBe("/token?x=1&scope=repository%3Aa%3Apull%2Cpush&scope=repository%3Ab%3Apull");
});

test("a scope of our own takes the place of the one that is asked for", async () => {
  await using tokens = await serveTokens();
  await using registry = await serveRegistryBehind(tokens, () => true);
  await using client = clientFor(registry, { credentials, scope: "repository:mine:*" });

  const { exchange } = await client.send(list, label);

  expect(exchange.response?.status).toBe(200);
  expect(new URL(tokens.requests[0]?.url ?? "", tokens.url).searchParams.getAll("scope")).toEqual([
    "repository:mine:*",
  ]);
});

test("a token that is no longer accepted is replaced, once", async () => {
  await using tokens = await serveTokens();
  await using registry = await serveRegistryBehind(tokens, (token) => token === tokens.tokens.at(-1));
  await using client = clientFor(registry, { credentials });
  await client.send(list, label);
  tokens.tokens.push("revoked");

  const { exchange } = await client.send(list, label);

  expect(exchange.response?.status).toBe(200);
  expect(tokens.requests).toHaveLength(2);
});

test("a token is not used after its time", async () => {
  await using tokens = await serveTokens(() => ({ body: { access_token: "brief-token", expires_in: 100 } }));
  await using registry = await serveRegistryBehind(tokens, (token) => token === "brief-token");
  await using client = clientFor(registry);
  const startedAt = performance.now();
  let elapsed = 0;
  const clock = vi.spyOn(performance, "now").mockImplementation(() => startedAt + elapsed);
  onTestFinished(() => clock.mockRestore());

  await client.send(list, label);
  elapsed = 89_000;
  await client.send(list, label);
  elapsed = 91_000;
  await client.send(list, label);

  expect(registry.requests.map(({ headers }) => headers.authorization)).toEqual([
    undefined,
    "Bearer brief-token",
    "Bearer brief-token",
    undefined,
    "Bearer brief-token",
  ]);
});

test("401 forever: one token, one more try, and the 401 stands", async () => {
  await using tokens = await serveTokens();
  await using registry = await serveRegistryBehind(tokens, () => false);
  await using client = clientFor(registry, { credentials });

  const { exchange } = await client.send(list, label);

  expect(exchange.response?.status).toBe(401);
  expect(registry.requests).toHaveLength(2);
  expect(tokens.requests).toHaveLength(1);
});

test.for<[string, { status?: number; body: unknown }, string]>([
  ["wrong credentials", { status: 401, body: { details: "incorrect username or password" } }, "401 to the credentials"],
  ["a broken token server", { status: 500, body: "oops" }, "answered 500"],
  ["HTML from the realm", { body: "<html>Please log in</html>" }, "no JSON"],
  ["JSON without a token", { body: { nothing: true } }, "neither a token nor an access_token"],
  ["a token that is no string", { body: { token: { a: 1 } } }, "neither a token nor an access_token"],
  ["a token with a line break", { body: { token: "a\r\nX-Evil: 1" } }, "neither a token nor an access_token"],
])("%s: the 401 stands, with the reason", async ([, answer, reason]) => {
  await using tokens = await serveTokens(() => answer);
  await using registry = await serveRegistryBehind(tokens, () => true);
  await using client = clientFor(registry, { credentials });

  const { exchange, refusal } = await client.send(root, label);

  expect(exchange.response?.status).toBe(401);
  expect(refusal).toContain(reason);
  expect(registry.requests).toHaveLength(1);
});

test("a token server that is busy is asked again, and a reason of yesterday is told of no other answer", async () => {
  let asked = 0;
  await using tokens = await serve((_, response) => {
    if (asked++ > 1) return response.end('{"token":"a-token"}');
    response.writeHead(asked === 1 ? 500 : 429, { "Retry-After": "0" }).end();
  });
  await using registry = await serveRegistryBehind(tokens, () => true);
  await using client = clientFor(registry, { credentials });

  expect((await client.send(root, label)).refusal).toContain("answered 500");
  const { exchange, refusal } = await client.send(root, label);

  expect(exchange.response?.status).toBe(200);
  expect(refusal).toBeUndefined();
});

test("the last exchange of a step is the target's answer, even when the token server failed", async () => {
  await using tokens = await serveTokens(() => ({ status: 500, body: "oops" }));
  await using registry = await serveRegistryBehind(tokens, () => true);
  await using client = clientFor(registry, { credentials });

  const { exchange } = await client.send(list, label);

  expect(client.exchanges).toHaveLength(2);
  expect(client.exchanges.filter(({ step }) => step === label.step).at(-1)).toBe(exchange);
});

test("a token server that is not there", async () => {
  await using registry = await serveRegistryBehind({ url: "http://127.0.0.1:1" }, () => true);
  await using client = clientFor(registry, { credentials });

  expect((await client.send(root, label)).refusal).toContain("127.0.0.1:1 refuses");
});

test("a realm that is no URL", async () => {
  await using registry = await serveRegistryBehind({ url: "file:///etc" }, () => true);
  await using client = clientFor(registry, { credentials });

  expect((await client.send(root, label)).refusal).toContain("no http(s) URL");
});

test("refused credentials are not tried over and over", async () => {
  await using tokens = await serveTokens(() => ({ status: 401, body: "" }));
  await using registry = await serveRegistryBehind(tokens, () => true);
  await using client = clientFor(registry, { credentials });

  for (let count = 0; count < 5; count++) await client.send(list, label);

  expect(tokens.requests).toHaveLength(1);
});

test("a fixed token is sent at once, and nothing else is tried", async () => {
  await using tokens = await serveTokens();
  await using registry = await serveRegistryBehind(tokens, (token) => token === "my-fixed-token");
  await using right = clientFor(registry, { credentials: { token: "my-fixed-token" } });
  await using wrong = clientFor(registry, { credentials: { token: "another-token" } });

  expect((await right.send(root, label)).exchange.response?.status).toBe(200);
  expect((await wrong.send(root, label)).exchange.response?.status).toBe(401);
  expect(registry.requests).toHaveLength(2);
  expect(tokens.requests).toHaveLength(0);
});

test("anonymous never asks for a token", async () => {
  await using tokens = await serveTokens();
  await using registry = await serveRegistryBehind(tokens, () => true);
  await using client = clientFor(registry, { credentials });

  const { exchange } = await client.send({ ...list, as: "anonymous" }, label);

  expect(exchange.response?.status).toBe(401);
  expect(tokens.requests).toHaveLength(0);
});
