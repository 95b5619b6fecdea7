import { connect, type Socket } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { bytes, digestOf, type Peer, serve, withQuery } from "./peer.ts";

const blob = bytes(3000);
const digest = digestOf(blob);

/** A bare connection: what is written goes out as it is. */
function dial({ registry }: Peer): Socket {
  const socket = connect({ port: registry.port, host: "127.0.0.1", allowHalfOpen: true });
  onTestFinished(() => void socket.destroy());
  return socket;
}

/** Everything that comes until `end`, or until the text matches. */
function read(socket: Socket, until?: RegExp): Promise<string> {
  return new Promise((resolve) => {
    let text = "";
    socket.on("data", (piece) => {
      text += piece.toString("latin1");
      if (until?.test(text)) resolve(text);
    });
    socket.on("close", () => resolve(text));
    socket.on("end", () => resolve(text));
    socket.on("error", () => resolve(text));
  });
}

function head(method: string, target: string, ...headers: string[]): string {
  return `${[`${method} ${target} HTTP/1.1`, "Host: registry.test", ...headers].join("\r\n")}\r\n\r\n`;
}

test.each(["PUT", "PATCH"])("a %s cut short answers 400, and stores nothing", async (method) => {
  const peer = await serve();
  const location = await peer.open();
  const socket = dial(peer);
  socket.write(head(method, withQuery(location, `digest=${digest}`), "Content-Length: 3000"));
  socket.end(blob.subarray(0, 2990));
  expect(await read(socket)).toMatch(/^HTTP\/1.1 400 .*SIZE_INVALID/s);
  expect((await peer.get(`/v2/a/b/blobs/${digest}`)).status).toBe(404);
  expect((await peer.get(location)).headers.range).toBe("0-0");
  expect((await peer.close(location, digest, blob)).status).toBe(201);
});

test("an upload whose connection breaks resumes where the last chunk ended", async () => {
  const peer = await serve();
  const location = await peer.open();
  await peer.patch(location, blob.subarray(0, 1000), 0);
  const socket = dial(peer);
  socket.write(head("PATCH", location, "Content-Length: 2000", "Content-Range: 1000-2999"));
  socket.write(blob.subarray(1000, 2000), () => socket.destroy());
  await read(socket);
  expect((await peer.get(location)).headers.range).toBe("0-999");
  expect((await peer.patch(location, blob.subarray(1000), 1000)).status).toBe(202);
  expect((await peer.close(location, digest)).status).toBe(201);
});

test("who expects 100 Continue gets it once the request is in order", async () => {
  const peer = await serve();
  const target = withQuery(await peer.open(), `digest=${digest}`);
  const socket = dial(peer);
  socket.write(head("PUT", target, "Content-Length: 3000", "Expect: 100-continue"));
  expect(await read(socket, /\r\n\r\n$/)).toBe("HTTP/1.1 100 Continue\r\n\r\n");
  socket.write(blob);
  expect(await read(socket, /\r\n\r\n$/)).toMatch(/^HTTP\/1.1 201 /);
});

test("and gets the refusal at once when it is not", async () => {
  const peer = await serve();
  const socket = dial(peer);
  const target = `/v2/a/b/blobs/uploads/unknown?digest=${digest}`;
  socket.write(head("PUT", target, "Content-Length: 3000", "Expect: 100-continue"));
  expect(await read(socket)).toMatch(/^HTTP\/1.1 404 .*Connection: close.*BLOB_UPLOAD_UNKNOWN/s);
});

test("a refused body does not garble the next request on the connection", async () => {
  const peer = await serve();
  const socket = dial(peer);
  const large = bytes(400_000);
  const target = `/v2/a/b/blobs/uploads/unknown?digest=${digest}`;
  socket.write(head("PUT", target, `Content-Length: ${large.length}`));
  socket.write(large);
  socket.write(head("GET", "/v2/"));
  expect(await read(socket, /\{\}$/)).toMatch(/^HTTP\/1.1 404 .*HTTP\/1.1 200 /s);
});

test("a HEAD has no body, and the connection goes on", async () => {
  const peer = await serve();
  await peer.pushBlob(blob);
  const socket = dial(peer);
  socket.write(head("HEAD", `/v2/a/b/blobs/${digest}`) + head("HEAD", "/v2/a/b/blobs/x") + head("GET", "/v2/"));
  const text = await read(socket, /\{\}$/);
  expect(text.match(/HTTP\/1.1 \d+/g)).toEqual(["HTTP/1.1 200", "HTTP/1.1 400", "HTTP/1.1 200"]);
  expect(text).toContain("Content-Length: 3000\r\n");
});

test.each([
  ["nonsense", "NONSENSE\r\n\r\n", "400"],
  ["a head without end", `GET /v2/ HTTP/1.1\r\nX: ${"x".repeat(300_000)}\r\n\r\n`, "431"],
])("%s is refused, and the registry lives on", async (_, text, status) => {
  const peer = await serve();
  const socket = dial(peer);
  socket.write(text);
  expect(await read(socket)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect((await peer.get("/v2/")).status).toBe(200);
});

test("closing ends at once, whatever is under way", async () => {
  const peer = await serve();
  const socket = dial(peer);
  const closed = read(socket);
  socket.write(head("PATCH", await peer.open(), "Content-Length: 3000"));
  await peer.get("/v2/");
  await peer.registry.close();
  expect(await closed).toBe("");
});
