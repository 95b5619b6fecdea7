import { expect, test } from "vitest";
import { Content } from "../../client/content.ts";
import { certificate, clientFor, label, serve, serveRaw } from "./server.ts";

const get = { method: "GET", url: "/v2/" };
/** Goes out on a connection of its own. */
const raw = { method: "PUT", url: "/v2/x", body: Content.text("hello"), expectContinue: true };
const ca = certificate("ca.crt");

test.for([
  ["the authority's certificate", { ca }],
  ["no care", { insecure: true }],
] as const)("with %s", async ([, options]) => {
  await using server = await serve((_, response) => response.end("secure"), {});
  await using client = clientFor(server, options);

  for (const call of [get, raw]) {
    const { exchange, body } = await client.send(call, label);

    expect(exchange.error).toBeUndefined();
    expect(body.toString()).toBe("secure");
  }
});

test("an unknown authority is named, with the way out", async () => {
  await using server = await serve((_, response) => response.end(), {});
  await using client = clientFor(server);

  for (const call of [get, raw]) {
    const { error } = (await client.send(call, label)).exchange;

    expect(error?.kind).toBe("tls");
    expect(error?.message).toMatch(/unknown authority; pass --ca .* or --insecure$/);
  }
});

test("a certificate for another name", async () => {
  await using server = await serve((_, response) => response.end(), {});
  await using client = clientFor({ url: server.url.replace("127.0.0.1", "localhost") }, { ca });

  const { error } = (await client.send(get, label)).exchange;

  expect(error).toMatchObject({ kind: "tls", message: expect.stringContaining("for another name") });
});

test("https to a plain http port", async () => {
  await using server = await serve((_, response) => response.end());
  await using client = clientFor({ url: server.url.replace("http", "https") });

  const { error } = (await client.send(get, label)).exchange;

  expect(error).toMatchObject({ kind: "tls", message: expect.stringContaining("is it plain http?") });
});

test("a handshake that never ends", async () => {
  await using server = await serveRaw(() => {});
  await using client = clientFor({ url: server.url.replace("http", "https") }, { timeoutMs: 50 });

  for (const call of [get, raw]) {
    const { error } = (await client.send(call, label)).exchange;

    expect(error).toMatchObject({ kind: "timeout", message: expect.stringMatching(/^no connection from /) });
  }
});

test("plain http to an https port", async () => {
  await using server = await serve((_, response) => response.end(), {});
  await using client = clientFor({ url: server.url.replace("https", "http") });

  const { error } = (await client.send(get, label)).exchange;

  expect(error?.kind).toBe("reset");
});

test("a server that asks for a client certificate", async () => {
  await using server = await serve((_, response) => response.end(), {
    requestCert: true,
    rejectUnauthorized: true,
    ca,
  });
  await using known = clientFor(server, { ca, cert: certificate("client.crt"), key: certificate("client.key") });
  await using unknown = clientFor(server, { ca });

  expect((await known.send(get, label)).exchange.response?.status).toBe(200);
  expect((await unknown.send(get, label)).exchange.error?.kind).toBeOneOf(["tls", "reset"]);
});

test("credentials do not follow a realm out of https", async () => {
  await using tokens = await serve((_, response) => response.end('{"token":"a-token"}'));
  await using server = await serve((_, response) => {
    response.writeHead(401, { "WWW-Authenticate": `Bearer realm="${tokens.url}"` }).end();
  }, {});
  await using client = clientFor(server, { ca, credentials: { username: "ann", password: "s3cret-password" } });

  expect((await client.send(get, label)).refusal).toContain("plain http");
  expect(tokens.requests).toHaveLength(0);
});
