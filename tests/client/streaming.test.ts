import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { Content } from "../../client/content.ts";
import type { BodySink } from "../../client/wire.ts";
import { clientFor, label, serve } from "./server.ts";

/** Takes everything, at once or after the event loop has turned. */
function taker({ waits = false, stopAfter = Number.POSITIVE_INFINITY } = {}) {
  const hash = createHash("sha256");
  let size = 0;
  let waiting = false;
  let hurried = false;
  const sink: BodySink = {
    write(chunk) {
      hurried ||= waiting;
      waiting = waits;
      hash.update(chunk);
      size += chunk.length;
      return size > stopAfter ? "stop" : waits ? "wait" : "more";
    },
    onReady: (goOn) =>
      setImmediate(() => {
        waiting = false;
        goOn();
      }),
  };
  return { sink, taken: () => ({ size, digest: `sha256:${hash.digest("hex")}` }), wasHurried: () => hurried };
}

const large = Buffer.alloc(6_000_000, "0123456789abcdef");

test.for([false, true])("hands a long body on piece by piece and keeps nothing of it; waits: %j", async (waits) => {
  await using server = await serve((_, response) => response.end(large));
  await using client = clientFor(server, { maxBodyBytes: 1000 });
  const { sink, taken, wasHurried } = taker({ waits });

  const { exchange, body } = await client.send({ method: "GET", url: "/v2/x", into: sink }, label);

  expect(exchange.error).toBeUndefined();
  expect(body).toHaveLength(0);
  expect(exchange.response?.body).toMatchObject({ size: large.length, digest: taken().digest });
  expect(wasHurried()).toBe(false);
});

test("hands on nothing of an answer that is no success, nor of the answers on the way", async () => {
  await using server = await serve((request, response) => {
    if (request.url === "/v2/from") response.writeHead(307, { Location: "/v2/to" }).end("go there");
    else {
      response.writeEarlyHints({ link: "</v2/else>; rel=preload" });
      response.writeHead(404).end("not here");
    }
  });
  await using client = clientFor(server);
  const { sink, taken } = taker();

  const { exchange } = await client.send({ method: "GET", url: "/v2/from", into: sink }, label);

  expect(exchange.response?.status).toBe(404);
  expect(taken().size).toBe(0);
});

/** Answers without end. */
const endless = () =>
  serve((_, response) => {
    response.writeHead(200);
    const more = () => {
      while (!response.destroyed && response.write(large.subarray(0, 100_000)));
      response.once("drain", more);
    };
    more();
  });

test("ends an answer of which no more is wanted", async () => {
  await using server = await endless();
  await using client = clientFor(server);
  const { sink } = taker({ stopAfter: 1_000_000 });

  const { exchange } = await client.send({ method: "GET", url: "/v2/x", into: sink }, label);

  expect(exchange.error).toMatchObject({ kind: "cancelled", message: "the rest of the body was not wanted" });
});

test("gives an answer up that goes on and on beyond the content that was asked for", async () => {
  await using server = await endless();
  await using client = clientFor(server, { maxBodyBytes: 500_000 });
  const { sink, taken } = taker();
  const about = Content.lines("content", 1_000_000);

  const { exchange } = await client.send({ method: "GET", url: "/v2/x", about, into: sink }, label);

  expect(exchange.error?.kind).toBe("too-large");
  expect(taken().size).toBeGreaterThan(1_400_000);
});

test("gives a body up that goes on a byte at a time", async () => {
  await using server = await serve((_, response) => {
    response.writeHead(200);
    const timer = setInterval(() => response.write("x"), 20);
    response.on("close", () => clearInterval(timer));
  });
  await using client = clientFor(server, { timeoutMs: 250 });

  const { exchange } = await client.send({ method: "GET", url: "/v2/x", into: taker().sink }, label);

  expect(exchange.error?.kind).toBe("timeout");
});

test("gives up a body of which nobody knows the size, when no blob is that long", async () => {
  await using server = await endless();
  await using client = clientFor(server, { maxBodyBytes: 1000, maxStreamBytes: 2_000_000 });

  const { exchange } = await client.send({ method: "GET", url: "/v2/x", into: taker().sink }, label);

  expect(exchange.error).toMatchObject({ kind: "too-large" });
  expect(exchange.error?.message).toMatch(/longer than 2000000 bytes/);
});
