import { createHash } from "node:crypto";
import { once } from "node:events";
import { expect, test } from "vitest";
import type { Call } from "../../client/call.ts";
import { Content } from "../../client/content.ts";
import { clientFor, label, serve, serveRaw } from "./server.ts";

test("keeps connections alive for requests one after the other, HEAD and DELETE among them", async () => {
  await using server = await serve((_, response) => response.end());
  await using client = clientFor(server);

  const methods = ["GET", "HEAD", "PUT", "DELETE", "HEAD", "GET", "HEAD", "HEAD"];
  for (const method of methods) await client.send({ method, url: "/v2/" }, label);

  expect(server.requests.map(({ method }) => method)).toEqual(methods);
  // Two, because undici rests a connection for one turn of the event loop before it is used again.
  expect(server.connections).toBeLessThanOrEqual(2);
});

test("sends no more at once than its concurrency, and numbers exchanges in the order of sending", async () => {
  const parked: (() => void)[] = [];
  let most = 0;
  await using server = await serve((_, response) => {
    parked.push(() => response.end());
    most = Math.max(most, parked.length);
    // Released two at a time, the later one first, once the client can send no more.
    if (parked.length === 2) for (const release of parked.splice(0).reverse()) release();
  });
  await using client = clientFor(server, { concurrency: 2 });

  const urls = ["a", "b", "c", "d", "e", "f"].map((name) => `/v2/${name}`);
  await Promise.all(urls.map((url) => client.send({ method: "GET", url }, label)));

  expect(most).toBe(2);
  expect(server.connections).toBe(2);
  expect(client.exchanges.map(({ id }) => id)).toEqual(["x1", "x2", "x3", "x4", "x5", "x6"]);
  expect(client.exchanges.map(({ request }) => request.url)).toEqual(urls.map((url) => server.url + url));
});

test("HEAD has no body, whatever its Content-Length says", async () => {
  await using server = await serve((_, response) => response.writeHead(200, { "Content-Length": "1234" }).end());
  await using client = clientFor(server);

  const { exchange } = await client.send({ method: "HEAD", url: "/v2/x" }, label);

  expect(exchange.response).toMatchObject({ status: 200, body: { size: 0, text: "" } });
  expect(exchange.response?.headers).toContainEqual(["Content-Length", "1234"]);
});

test.for([204, 304])("%i has no body", async (status) => {
  await using server = await serve((_, response) => response.writeHead(status).end());
  await using client = clientFor(server);

  const { exchange, body } = await client.send({ method: "GET", url: "/v2/x" }, label);

  expect(exchange.response).toMatchObject({ status, body: { size: 0 } });
  expect(body).toHaveLength(0);
});

test("leaves compressed bodies as they are, and keeps the head of what is no text in base64", async () => {
  const bytes = Buffer.from(Array.from({ length: 10_000 }, (_, at) => (at * 7) % 256));
  await using server = await serve((_, response) => response.setHeader("Content-Encoding", "gzip").end(bytes));
  await using client = clientFor(server);

  const { exchange, body } = await client.send({ method: "GET", url: "/v2/x" }, label);

  expect(body.equals(bytes)).toBe(true);
  expect(exchange.response?.body).toMatchObject({
    size: 10_000,
    sha512: `sha512:${createHash("sha512").update(bytes).digest("hex")}`,
    base64: bytes.subarray(0, 4096).toString("base64"),
    truncated: true,
  });
});

test("hashes a large body whole, keeps its head, and gives the scenario the first 5 MiB", async () => {
  const content = Content.lines("é", 6 * 1024 * 1024);
  await using server = await serve((_, response) => response.end(content.bytes));
  await using client = clientFor(server);

  const { exchange, body } = await client.send({ method: "GET", url: "/v2/x" }, label);

  expect(exchange.response?.body).toMatchObject({ size: content.size, digest: content.digest, truncated: true });
  expect(body).toHaveLength(5 * 1024 * 1024);
});

test("keeps JSON of up to 64 KiB whole", async () => {
  const tags = JSON.stringify({ tags: Array.from({ length: 4000 }, (_, at) => `tag-${at}`) });
  await using server = await serve((_, response) => response.end(tags));
  await using client = clientFor(server);

  const { exchange } = await client.send({ method: "GET", url: "/v2/x/tags/list" }, label);

  expect(exchange.response?.body.text).toBe(tags);
  expect(exchange.response?.body.truncated).toBeUndefined();
});

test("sends a body in chunks when asked to", async () => {
  await using server = await serve((_, response) => response.end());
  await using client = clientFor(server);
  const call = { method: "PATCH", url: "/v2/x", chunkedCoding: true };

  const { exchange } = await client.send({ ...call, body: Content.text("hello") }, label);
  await client.send({ ...call, body: Content.empty }, label);

  for (const { headers } of server.requests) {
    expect(headers["transfer-encoding"]).toBe("chunked");
    expect(headers["content-length"]).toBeUndefined();
  }
  expect(server.requests.map(({ body }) => body.toString())).toEqual(["hello", ""]);
  expect(exchange.request.headers).toContainEqual(["transfer-encoding", "chunked"]);
});

test("a long body goes out with its length, and in chunks when asked to, as the record says", async () => {
  await using server = await serve((_, response) => response.end());
  await using client = clientFor(server);
  const body = Content.lines("long", 300_000);

  for (const chunkedCoding of [false, true])
    await client.send({ method: "PUT", url: "/v2/x", body, chunkedCoding, headers: { "X-A": "1" } }, label);

  for (const [at, framing] of ["content-length: 300000", "transfer-encoding: chunked"].entries()) {
    const { rawHeaders = [], body: seen } = server.requests[at] ?? {};
    const lines = rawHeaders.flatMap((name, i) => (i % 2 ? [] : [`${name}: ${rawHeaders[i + 1]}`])).sort();
    expect(lines).toEqual(["X-A: 1", "connection: keep-alive", framing, `host: ${new URL(server.url).host}`].sort());
    expect(lines).toEqual(client.exchanges[at]?.request.headers.map((line) => line.join(": ")).sort());
    expect(seen?.equals(body.bytes)).toBe(true);
  }
});

test("records the very header lines that were sent", async () => {
  await using server = await serve((_, response) => response.end());
  await using client = clientFor(server, { userAgent: "oci-conformance/1" });
  const calls: Call[] = [
    { method: "GET", url: "/v2/", headers: { Accept: ["a/b", "c/d"], Range: "bytes=0-1" } },
    { method: "POST", url: "/v2/", headers: { "Content-Length": "0" } },
    { method: "POST", url: "/v2/" },
    { method: "DELETE", url: "/v2/", headers: { "Content-Length": "0" } },
    { method: "PUT", url: "/v2/", body: Content.text("x"), headers: { "content-length": "1", "X-A": "1" } },
    { method: "PATCH", url: "/v2/", body: Content.text("x"), chunkedCoding: true },
    { method: "PUT", url: "/v2/", body: Content.text("x"), expectContinue: true },
    { method: "DELETE", url: "/v2/", body: Content.text("x") },
    { method: "GET", url: "/v2/", headers: { Host: "other.example", "X-Host": "a", "Host-X": "b" } },
    { method: "GET", url: "/v2/", headers: { "X-Connection": "a", "Connection-X": "b" } },
    { method: "GET", url: "/v2/", headers: { "X-Content-Length": "1", "Content-Length-X": "2" } },
  ];

  for (const call of calls) await client.send(call, label);

  const sorted = (lines: [string, string][]) => lines.map((line) => line.join(": ")).sort();
  for (const [at, { rawHeaders }] of server.requests.entries()) {
    const seen = rawHeaders.flatMap((name, i): [string, string][] => (i % 2 ? [] : [[name, rawHeaders[i + 1] ?? ""]]));
    expect(sorted(client.exchanges[at]?.request.headers ?? [])).toEqual(sorted(seen));
  }
  expect(server.requests[3]?.headers["content-length"]).toBe("0");
});

test("closed, it leaves no connection behind", async () => {
  const ended: Promise<unknown>[] = [];
  await using server = await serveRaw((socket) => {
    ended.push(once(socket, "close"));
    socket.once("data", () => socket.write("HTTP/1.1 200 OK\r\nKeep-Alive: timeout=600\r\nContent-Length: 0\r\n\r\n"));
  });
  const client = clientFor(server);
  await client.send({ method: "GET", url: "/v2/" }, label);

  await client.close();

  expect(ended).toHaveLength(1);
  await Promise.all(ended);
});

test("what is waited for no longer leaves no connection behind", async () => {
  const ended: Promise<unknown>[] = [];
  await using server = await serveRaw((socket) => ended.push(once(socket.resume(), "close")));
  await using client = clientFor(server, { timeoutMs: 50 });

  const { exchange } = await client.send({ method: "GET", url: "/v2/" }, label);

  expect(exchange.error?.kind).toBe("timeout");
  expect(ended).toHaveLength(1);
  await Promise.all(ended);
});

test("a response with more than its Content-Length spoils no other exchange", async () => {
  await using server = await serveRaw((socket) => {
    socket.on("data", () => socket.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok and more"));
  });
  await using client = clientFor(server);

  for (let count = 0; count < 5; count++) await client.send({ method: "GET", url: "/v2/" }, label);

  for (const { response } of client.exchanges) expect(response).toMatchObject({ status: 200, body: { text: "ok" } });
});

test("passes over interim answers", async () => {
  await using server = await serveRaw((socket) => {
    socket.on("data", () =>
      socket.write("HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
    );
  });
  await using client = clientFor(server);

  const { exchange } = await client.send({ method: "GET", url: "/v2/" }, label);

  expect(exchange.response?.status).toBe(200);
});
