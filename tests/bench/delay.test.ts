import { randomBytes } from "node:crypto";
import { connect, createServer, type Server, type Socket } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { dueAt, startDelayingProxy } from "../../bench/delay.ts";

/** A proxy before a server of that behaviour, and a connection to it. */
async function dial(behaviour: (socket: Socket) => void, roundTripMs = 2) {
  const server: Server = createServer({ allowHalfOpen: true }, behaviour);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  const proxy = await startDelayingProxy(`http://127.0.0.1:${port}`, roundTripMs);
  onTestFinished(async () => {
    await proxy.close();
    server.close();
  });
  const socket = connect({ host: "127.0.0.1", port: Number(new URL(proxy.url).port), allowHalfOpen: true });
  return { proxy, socket };
}

async function everything(socket: Socket): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of socket) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

test("a question and its answer take one round trip, and a new connection one more", () => {
  const opened = 1000;
  const atServer = dueAt(opened, opened, 100);
  expect(atServer).toBe(opened + 150);
  expect(dueAt(atServer, opened, 100)).toBe(opened + 200);
  const later = dueAt(5000, opened, 100);
  expect([later, dueAt(later, opened, 100)]).toEqual([5050, 5100]);
});

test("bytes arrive as they are and in their order, however many and in whatever pieces", async () => {
  const { proxy, socket } = await dial((peer) => peer.pipe(peer));
  const sent = randomBytes(3_000_000);
  const received = everything(socket);
  for (let at = 0; at < sent.length; at += 70_001) socket.write(sent.subarray(at, at + 70_001));
  socket.end();
  expect((await received).equals(sent)).toBe(true);
  expect(proxy.counts()).toEqual({ connections: 1, sent: sent.length, received: sent.length });
});

test("requests that are sent one after the other without waiting are answered in their order", async () => {
  const { socket } = await dial((peer) => {
    peer.on("data", (bytes) => peer.write(`<${bytes}>`));
    peer.on("end", () => peer.end());
  });
  const received = everything(socket);
  for (let number = 0; number < 50; number++) socket.write(`${number} `);
  socket.end();
  const text = (await received).toString().replaceAll(/[<>]/g, "");
  expect(text).toBe(Array.from({ length: 50 }, (_, number) => `${number} `).join(""));
});

test("a client that has finished writing still gets its answer", async () => {
  const { socket } = await dial((peer) => {
    peer.resume();
    peer.on("end", () => peer.end("answer"));
  });
  socket.end("question");
  expect((await everything(socket)).toString()).toBe("answer");
});

test("a connection that the server cuts is cut for the client", async () => {
  const { socket } = await dial((peer) => peer.resetAndDestroy());
  socket.on("error", () => {});
  const closed = new Promise((resolve) => socket.once("close", resolve));
  socket.write("question");
  socket.resume();
  await closed;
  expect(socket.destroyed).toBe(true);
});
