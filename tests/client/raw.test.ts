import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { networkInterfaces } from "node:os";
import { expect, onTestFinished, test } from "vitest";
import type { Call } from "../../client/call.ts";
import { Content } from "../../client/content.ts";
import { clientFor, label, serve, serveRaw } from "./server.ts";

const body = Content.text("hello");

/** Answers with what it has read by the time the other side stops sending. */
const echoAtTheEnd = () =>
  serveRaw(
    (socket) => {
      let seen = "";
      socket.on("data", (chunk) => {
        seen += chunk;
      });
      socket.on("end", () => socket.end(`HTTP/1.1 400 Short\r\nContent-Length: ${seen.length}\r\n\r\n${seen}`));
    },
    { allowHalfOpen: true },
  );

test("half-closes after a body shorter than declared, and reads the answer", async () => {
  await using server = await echoAtTheEnd();
  await using client = clientFor(server);

  const { exchange, body: seen } = await client.send({ method: "PUT", url: "/v2/x", body, declaredLength: 10 }, label);

  expect(exchange.response?.status).toBe(400);
  expect(seen.toString()).toMatch(/^PUT \/v2\/x HTTP\/1\.1\r\n/);
  expect(seen.toString()).toContain("Content-Length: 10\r\n");
  expect(seen.toString().endsWith("\r\n\r\nhello")).toBe(true);
  expect(exchange.request).toMatchObject({ body: { size: 5 } });
  expect(exchange.request.headers).toContainEqual(["Content-Length", "10"]);
});

test("declares a length and sends nothing at all", async () => {
  await using server = await echoAtTheEnd();
  await using client = clientFor(server);

  const { body: seen } = await client.send({ method: "PUT", url: "/v2/x", declaredLength: 3 }, label);

  expect(seen.toString().endsWith("\r\n\r\n")).toBe(true);
});

test("sends the body after the interim answer", async () => {
  const events: string[] = [];
  await using server = await serveRaw((socket) => {
    socket.on("data", (chunk) => {
      const text = chunk.toString();
      events.push(text.includes("\r\n\r\n") ? `head${text.split("\r\n\r\n")[1]}` : text);
      if (text.startsWith("PUT")) socket.write("HTTP/1.1 100 Continue\r\n\r\n");
      else socket.end("HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n");
    });
  });
  await using client = clientFor(server, { continueWaitMs: 10_000 });

  const { exchange } = await client.send({ method: "PUT", url: "/v2/x", body, expectContinue: true }, label);

  expect(events).toEqual(["head", "hello"]);
  expect(exchange.response?.status).toBe(201);
  expect(exchange.request.headers).toContainEqual(["Expect", "100-continue"]);
});

test("sends the body without the interim answer when none comes in time", async () => {
  await using server = await serveRaw((socket) => {
    socket.on("data", (chunk) => {
      if (chunk.toString().endsWith("hello")) socket.end("HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n");
    });
  });
  await using client = clientFor(server, { continueWaitMs: 1 });

  const { exchange } = await client.send({ method: "PUT", url: "/v2/x", body, expectContinue: true }, label);

  expect(exchange.response?.status).toBe(201);
});

test("keeps the body to itself when the answer is final", async () => {
  let seen = "";
  let ended: Promise<unknown> | undefined;
  await using server = await serveRaw((socket) => {
    ended = once(socket, "close");
    socket.on("data", (chunk) => {
      seen += chunk;
      socket.write("HTTP/1.1 401 Unauthorized\r\nContent-Length: 2\r\n\r\nno");
    });
  });
  await using client = clientFor(server, { continueWaitMs: 10_000 });

  const { exchange } = await client.send({ method: "PUT", url: "/v2/x", body, expectContinue: true }, label);

  expect(exchange.response).toMatchObject({ status: 401, body: { text: "no" } });
  await ended;
  expect(seen.endsWith("\r\n\r\n")).toBe(true);
});

test("keeps the body to itself while a final answer is still coming", async () => {
  let seen = "";
  let ended: Promise<unknown> | undefined;
  let answered: (socket: Socket) => void = () => {};
  const answering = new Promise<Socket>((resolve) => {
    answered = resolve;
  });
  await using server = await serveRaw((socket) => {
    socket.on("data", (chunk) => {
      if (chunk.toString().startsWith("GET")) return socket.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
      seen += chunk;
      ended = once(socket, "close");
      socket.write("HTTP/1.1 401 Unauthorized\r\nContent-Length: 2\r\n\r\nn", () => answered(socket));
    });
  });
  await using client = clientFor(server, { continueWaitMs: 10_000 });

  const sent = client.send({ method: "PUT", url: "/v2/x", body, expectContinue: true }, label);
  const socket = await answering;
  // As many as it takes for the head to have come, and a body to have gone.
  for (let count = 0; count < 5; count++) await client.send({ method: "GET", url: "/v2/" }, label);
  socket.write("o");

  expect((await sent).body.toString()).toBe("no");
  await ended;
  expect(seen.endsWith("\r\n\r\n")).toBe(true);
});

test("sends the body once, however often the server asks for it", async () => {
  const bodies: string[] = [];
  await using server = await serve(({ body }, response) => {
    bodies.push(body.toString());
    response.end();
  });
  await using asking = await serveRaw((socket) => {
    const onward = connect(Number(new URL(server.url).port), "127.0.0.1");
    socket.write("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n");
    socket.pipe(onward).pipe(socket);
  });
  await using client = clientFor(asking, { continueWaitMs: 1 });

  const { exchange } = await client.send({ method: "PUT", url: "/v2/x", body, expectContinue: true }, label);

  expect(exchange.response?.status).toBe(200);
  expect(bodies).toEqual(["hello"]);
});

test("sends headers that undici refuses, as they are", async () => {
  await using server = await serve((_, response) => response.end());
  await using client = clientFor(server);

  const { exchange } = await client.send(
    { method: "GET", url: "/v2/../x//y", headers: { Connection: "close, X-Hop", "X-Hop": "1" } },
    label,
  );

  expect(exchange.response?.status).toBe(200);
  expect(server.requests[0]).toMatchObject({ url: "/v2/../x//y", headers: { connection: "close, X-Hop" } });
});

test("sends a long body as it is, and nobody is warned of it", async () => {
  await using server = await serve((_, response) => response.end());
  await using client = clientFor(server);
  const warned: Error[] = [];
  const warn = (warning: Error) => warned.push(warning);
  process.on("warning", warn);
  onTestFinished(() => void process.off("warning", warn));
  const body = Content.lines("long", 8 * 1024 * 1024);

  await client.send({ method: "PUT", url: "/v2/x", body, headers: { Connection: "close" } }, label);

  expect(server.requests[0]?.headers).toMatchObject({ "content-length": String(body.size), connection: "close" });
  expect(server.requests[0]?.body.equals(body.bytes)).toBe(true);
  expect(warned).toEqual([]);
});

const host = "Host: 127.0.0.1";
const close = "Connection: close";
const expects = "Expect: 100-continue";

test.each<[string, Partial<Call>, string[], string]>([
  ["an expectation", { expectContinue: true }, [host, close, expects, "Content-Length: 5"], "hello"],
  [
    "an expectation of its own",
    { headers: { Expect: "100-continue" } },
    [host, expects, close, "Content-Length: 5"],
    "hello",
  ],
  [
    "one told twice",
    { expectContinue: true, headers: { expect: "100-continue" } },
    [host, "expect: 100-continue", close, "Content-Length: 5"],
    "hello",
  ],
  [
    "chunks that are waited for",
    { expectContinue: true, chunkedCoding: true },
    [host, close, expects, "Transfer-Encoding: chunked"],
    "5\r\nhello\r\n0\r\n\r\n",
  ],
  [
    "chunks of nothing",
    { chunkedCoding: true, body: Content.empty },
    [host, close, "Transfer-Encoding: chunked"],
    "0\r\n\r\n",
  ],
  [
    "chunks by a header",
    { headers: { "Transfer-Encoding": "chunked" } },
    [host, "Transfer-Encoding: chunked", close],
    "5\r\nhello\r\n0\r\n\r\n",
  ],
  [
    "two lengths",
    { headers: { "Content-Length": ["5", "4"] } },
    [host, "Content-Length: 5", "Content-Length: 4", close],
    "hello",
  ],
  ["another length", { headers: { "Content-Length": "05" } }, [host, "Content-Length: 05", close], "hello"],
  [
    "another host",
    { expectContinue: true, headers: { Host: "registry.example" } },
    ["Host: registry.example", close, expects, "Content-Length: 5"],
    "hello",
  ],
  [
    "Keep-Alive",
    { headers: { "Keep-Alive": "timeout=5" } },
    [host, "Keep-Alive: timeout=5", close, "Content-Length: 5"],
    "hello",
  ],
  ["Upgrade", { headers: { Upgrade: "x" } }, [host, "Upgrade: x", close, "Content-Length: 5"], "hello"],
  [
    "no body and Connection",
    { headers: { connection: "close" }, body: Content.empty },
    [host, "connection: close", "Content-Length: 0"],
    "",
  ],
  [
    "no body and an expectation",
    { expectContinue: true, body: Content.empty },
    [host, close, expects, "Content-Length: 0"],
    "",
  ],
  [
    "a GET with an expectation",
    { method: "GET", expectContinue: true, body: Content.empty },
    [host, close, expects],
    "",
  ],
  [
    "the body of a DELETE",
    { method: "DELETE", expectContinue: true },
    [host, close, expects, "Content-Length: 5"],
    "hello",
  ],
])("sends %s as it is told, and nothing else", async (_, change, lines, sent) => {
  let seen = "";
  await using server = await serveRaw((socket) => {
    socket.on("data", (chunk) => {
      seen += chunk;
      if (/\r\n\r\n$/.test(seen) && /^expect:/im.test(seen) && !seen.includes("hello"))
        socket.write("HTTP/1.1 100 Go\r\n\r\n");
      if (seen.endsWith(`\r\n\r\n${sent}`)) socket.end("HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n");
    });
  });
  await using client = clientFor(server, { continueWaitMs: 10_000 });

  const { exchange } = await client.send({ method: "PUT", url: "/v2/x", body, ...change }, label);

  expect(exchange.response?.status).toBe(201);
  const [head = "", ...rest] = seen.split("\r\n\r\n");
  expect(head.replace(/(Host: [\d.]+):\d+/, "$1").split("\r\n")).toEqual([
    `${change.method ?? "PUT"} /v2/x HTTP/1.1`,
    ...lines,
  ]);
  expect(rest.join("\r\n\r\n")).toBe(sent);
  expect(exchange.request.headers.map((line) => line.join(": "))).toEqual(head.split("\r\n").slice(1));
});

test("what says no more than is so anyway takes no connection of its own", async () => {
  await using server = await serve((_, response) => response.end());
  await using client = clientFor(server, { concurrency: 1 });

  for (let count = 0; count < 3; count++)
    for (const sent of [body, Content.empty])
      await client.send(
        { method: "PUT", url: "/v2/x", body: sent, headers: { "Content-Length": String(sent.size) } },
        label,
      );

  expect(server.connections).toBe(1);
});

test("what is waited for no longer leaves no connection behind", async () => {
  const ended: Promise<unknown>[] = [];
  await using server = await serveRaw((socket) => ended.push(once(socket.resume(), "close")));
  await using client = clientFor(server, { timeoutMs: 50 });

  const { exchange } = await client.send({ method: "PUT", url: "/v2/x", body, expectContinue: true }, label);

  expect(exchange.error?.kind).toBe("timeout");
  expect(ended).toHaveLength(1);
  await Promise.all(ended);
});

const loopback = Object.values(networkInterfaces()).some((all) => all?.some(({ address }) => address === "::1"));

test.skipIf(!loopback)("reaches a target at an address of IPv6", async () => {
  const server = createServer((_, response) => response.end("here"));
  await new Promise<void>((resolve) => server.listen(0, "::1", resolve));
  onTestFinished(() => void server.close());
  await using client = clientFor({ url: `http://[::1]:${(server.address() as AddressInfo).port}` });

  expect((await client.send({ method: "GET", url: "/v2/", expectContinue: true }, label)).body.toString()).toBe("here");
});
