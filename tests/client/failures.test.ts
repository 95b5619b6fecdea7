import { expect, test } from "vitest";
import { Content } from "../../client/content.ts";
import { clientFor, label, serve, serveRaw } from "./server.ts";

const get = { method: "GET", url: "/v2/" };

/** A server that answers the first bytes of every connection with this text, and then hangs up. */
const answering = (text: string) => serveRaw((socket) => socket.once("data", () => socket.end(text)));

test("refused", async () => {
  const { url } = await (async () => {
    await using server = await serve(() => {});
    return { url: server.url };
  })();
  await using client = clientFor({ url });

  const { exchange, body } = await client.send(get, label);

  expect(exchange.response).toBeUndefined();
  expect(exchange.error).toEqual({ kind: "refused", message: `${url.slice(7)} refuses connections` });
  expect(exchange.timings.firstByteMs).toBeNull();
  expect(body).toHaveLength(0);
});

test("dns", async () => {
  await using client = clientFor({ url: "http://registry.invalid" });

  const { exchange } = await client.send(get, label);

  expect(exchange.error?.kind).toBe("dns");
  expect(exchange.error?.message).toContain("registry.invalid");
});

test.for([
  ["HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort", "after status 200 and 5 of 100 bytes of the body"],
  ["HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n", "after status 200 and 5 bytes of the body"],
  ["", "without a response"],
])("reset: %j", async ([text, message]) => {
  await using server = await answering(text as string);
  await using client = clientFor(server);

  for (const call of [get, { ...get, expectContinue: true }]) {
    const { exchange } = await client.send(call, label);

    expect(exchange.error?.kind).toBe("reset");
    expect(exchange.error?.message).toContain(message);
  }
});

test("reset by RST", async () => {
  await using server = await serveRaw((socket) => socket.once("data", () => socket.resetAndDestroy()));
  await using client = clientFor(server);

  expect((await client.send(get, label)).exchange.error?.kind).toBe("reset");
  expect((await client.send({ ...get, expectContinue: true }, label)).exchange.error?.kind).toBe("reset");
});

test.for([
  "SSH-2.0-OpenSSH_9.2\r\n",
  "HTTP/1.1 2xx OK\r\n\r\n",
  "HTTP/1.1 200 OK\r\nBad Header: 1\r\n\r\n",
  "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nabc",
  `HTTP/1.1 200 OK\r\nX: ${"x".repeat(40_000)}\r\n\r\n`,
])("malformed: %#", async (text) => {
  await using server = await answering(text);
  await using client = clientFor(server);

  const { exchange } = await client.send(get, label);

  expect(exchange.error?.kind).toBe("malformed");
  expect(exchange.error?.message).not.toContain("\n");
});

test.for([
  ["another protocol", "HTTP/1.1 101 Hello\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\nhello", / switched to another /],
  ["too many headers", `HTTP/1.1 200 OK\r\nX: ${"x".repeat(40_000)}\r\n\r\n`, / more than 16 KiB of headers$/],
] as const)("malformed, whatever it was sent on: %s", async ([, text, message]) => {
  await using server = await serveRaw((socket) => socket.once("data", () => socket.write(text)));
  await using client = clientFor(server);

  for (const call of [get, { ...get, expectContinue: true }]) {
    const { error } = (await client.send(call, label)).exchange;

    expect(error?.kind).toBe("malformed");
    expect(error?.message).toMatch(message);
  }
});

test("malformed: a status below those of answers", async () => {
  await using server = await answering("HTTP/1.1 099 None\r\n\r\n");
  await using client = clientFor(server);

  const { exchange } = await client.send(get, label);

  expect(exchange.error?.message).toMatch(/ sent no proper HTTP response: its status is none of an answer$/);
});

test.for([
  ["a URL of no use", { url: "ftp://registry.example/v2/" }],
  ["a space in the path", { url: "/v2/a b" }],
  ["a header with a line break", { headers: { "X-A": "1\r\nX-B: 2" } }],
] as const)("malformed, and not sent: %s", async ([, change]) => {
  await using server = await serve((_, response) => response.end());
  await using client = clientFor(server);

  for (const call of [get, { ...get, expectContinue: true }])
    expect((await client.send({ ...call, ...change }, label)).exchange.error?.kind).toBe("malformed");
  expect(server.requests).toHaveLength(0);
});

test("what cannot be sent takes no connection from what can", async () => {
  await using server = await serve((_, response) => response.end());
  await using client = clientFor(server, { concurrency: 1 });

  await client.send({ ...get, url: "/v2/a b" }, label);
  await client.send({ ...get, headers: { "X-A": "1\r\nX-B: 2" } }, label);
  const { exchange } = await client.send(get, label);

  expect(exchange.response?.status).toBe(200);
});

test.for([
  ["no response", ""],
  ["no end of the body", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"],
])("timeout: %s", async ([message, text]) => {
  await using server = await serveRaw((socket) => socket.on("data", () => socket.write(text as string)));
  await using client = clientFor(server, { timeoutMs: 250 });

  const { exchange } = await client.send(get, label);
  const { exchange: raw } = await client.send({ ...get, expectContinue: true }, label);

  for (const { error } of [exchange, raw]) {
    expect(error?.kind).toBe("timeout");
    expect(error?.message).toMatch(new RegExp(`^${message} from .* within 250 ms$`));
  }
});

test("too large", async () => {
  await using server = await serve((_, response) => response.end(Buffer.alloc(300_000)));
  await using client = clientFor(server, { maxBodyBytes: 100_000 });

  const { exchange } = await client.send(get, label);

  expect(exchange.error?.kind).toBe("too-large");
});

test("cancelled: what is under way, what waits for its turn, and what is still to come", async () => {
  const stop = new AbortController();
  await using server = await serve(() => stop.abort());
  await using client = clientFor(server, { concurrency: 1, signal: stop.signal });

  const sent = await Promise.all([client.send(get, label), client.send(get, label)]);
  sent.push(await client.send(get, label));

  expect(sent.map(({ exchange }) => exchange.error?.kind)).toEqual(["cancelled", "cancelled", "cancelled"]);
  expect(server.requests).toHaveLength(1);
});

test("closing cancels what is under way", async () => {
  await using client = clientFor({ url: "http://127.0.0.1:1" });
  await using server = await serve(() => client.close());

  const { exchange } = await client.send({ ...get, url: `${server.url}/v2/` }, label);

  expect(exchange.error?.kind).toBe("cancelled");
});

test("an answer that comes before the body was read is not lost", async () => {
  await using server = await serveRaw((socket) =>
    socket.once("data", () => socket.write("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")),
  );
  await using client = clientFor(server);

  const body = Content.lines("large", 8 * 1024 * 1024);
  const { exchange } = await client.send({ method: "PUT", url: "/v2/x", body }, label);

  expect(exchange.response?.status).toBe(413);
});
