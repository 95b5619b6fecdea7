import { expect, onTestFinished, test } from "vitest";
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
  await using server = await serveRaw((socket) => {
    socket.on("data", (chunk) => {
      seen += chunk;
      socket.write("HTTP/1.1 401 Unauthorized\r\nContent-Length: 2\r\n\r\nno");
    });
  });
  await using client = clientFor(server, { continueWaitMs: 10_000 });

  const { exchange } = await client.send({ method: "PUT", url: "/v2/x", body, expectContinue: true }, label);

  expect(exchange.response).toMatchObject({ status: 401, body: { text: "no" } });
  expect(seen.endsWith("\r\n\r\n")).toBe(true);
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
