import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { expect, test } from "vitest";
import { Content } from "../../client/content.ts";
import { certificate, clientFor, label, serve, serveRaw } from "./server.ts";

const get = { method: "GET", url: "/v2/" };
/** Goes out on a connection of its own. */
const raw = { method: "PUT", url: "/v2/x", body: Content.text("hello"), expectContinue: true };

/** A forward proxy that opens tunnels, and notes where to and with which credentials. */
async function serveProxy() {
  const tunnels: { to: string; authorization: string | undefined }[] = [];
  const server = createServer((_, response) => response.writeHead(405).end());
  const sockets = new Set<{ destroy(): void }>();
  server.on("connect", ({ url = "", headers }, socket) => {
    tunnels.push({ to: url, authorization: headers["proxy-authorization"] });
    const { hostname, port } = new URL(`http://${url}`);
    const onward = connect(Number(port), hostname, () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      socket.pipe(onward).pipe(socket);
    });
    for (const each of [socket, onward]) {
      sockets.add(each);
      each.on("error", () => {});
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://user:secret@127.0.0.1:${(server.address() as AddressInfo).port}`,
    tunnels,
    [Symbol.asyncDispose]: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

test.for([
  ["plain http", undefined],
  ["https", {}],
] as const)("through a proxy, over %s", async ([, tls]) => {
  await using proxy = await serveProxy();
  await using server = await serve((_, response) => response.end("reached"), tls);
  await using client = clientFor(server, { ca: certificate("ca.crt"), proxyFor: () => proxy.url });

  for (const call of [get, raw]) {
    const { exchange, body } = await client.send(call, label);

    expect(exchange.error).toBeUndefined();
    expect(body.toString()).toBe("reached");
  }
  const authorization = `Basic ${btoa("user:secret")}`;
  expect(proxy.tunnels).toEqual([
    { to: new URL(server.url).host, authorization },
    { to: new URL(server.url).host, authorization },
  ]);
  expect(JSON.stringify(client.exchanges)).not.toContain("secret");
});

test("a name that a proxy is asked for is not looked up here", async () => {
  await using proxy = await serveProxy();
  await using server = await serve((_, response) => response.end("reached"));
  const resolve = async () => ["127.0.0.1"];
  await using client = clientFor({ url: "http://203.0.113.7" }, { proxyFor: () => proxy.url, resolve });
  const url = server.url.replace("127.0.0.1", "localhost");

  expect((await client.send({ method: "GET", url: `${url}/v2/` }, label)).body.toString()).toBe("reached");
});

test("no proxy for an origin: straight on", async () => {
  await using server = await serve((_, response) => response.end("reached"));
  await using client = clientFor(server, { proxyFor: () => "" });

  expect((await client.send(get, label)).body.toString()).toBe("reached");
});

test("a proxy that is not there is no answer of the target", async () => {
  await using server = await serve((_, response) => response.end("reached"));
  await using client = clientFor(server, { proxyFor: () => "http://127.0.0.1:9" });

  for (const call of [get, raw]) expect((await client.send(call, label)).exchange.error?.kind).toBe("refused");
  expect(server.requests).toEqual([]);
});

test.each([
  ["a refusal", "HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno", "answered 403"],
  [
    "a question for a login",
    "HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n",
    "answered 407",
  ],
  ["what would do for an answer", "HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n", "answered 201"],
])("%s of the proxy is no answer of the target", async (_, text, how) => {
  await using proxy = await serveRaw((socket) => socket.on("data", () => socket.write(text)));
  for (const scheme of ["http", "https"]) {
    await using client = clientFor({ url: `${scheme}://registry.example` }, { proxyFor: () => proxy.url });
    for (const call of [get, raw]) {
      const { exchange } = await client.send(call, label);

      expect(exchange.response).toBeUndefined();
      expect(exchange.error).toEqual({
        kind: "refused",
        message: `the proxy makes no way to registry.example: it ${how}`,
      });
    }
  }
});

test("a proxy that hangs up is told", async () => {
  await using proxy = await serveRaw((socket) => socket.end());
  await using client = clientFor({ url: "http://registry.example" }, { proxyFor: () => proxy.url });

  const { exchange } = await client.send(raw, label);

  expect(exchange.error?.message).toBe("the proxy makes no way to registry.example: it hung up");
});

test("the certificate behind a proxy must be for the name that was asked for", async () => {
  await using proxy = await serveProxy();
  await using server = await serve((_, response) => response.end("reached"), {});
  const url = server.url.replace("127.0.0.1", "localhost");
  await using client = clientFor({ url }, { ca: certificate("ca.crt"), proxyFor: () => proxy.url });

  for (const call of [get, raw]) {
    const { error } = (await client.send(call, label)).exchange;

    expect(error).toMatchObject({ kind: "tls", message: expect.stringContaining("for another name") });
  }
  expect(server.requests).toEqual([]);
});
