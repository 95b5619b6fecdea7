import { connect, createServer, type Socket } from "node:net";
import { Way } from "./way.ts";

/** A TCP proxy that puts a distance between a client and a server. */
export interface DelayingProxy {
  /** `http://127.0.0.1:<port>` */
  url: string;
  /** So far: connections, and bytes from and to the client. */
  counts(): { connections: number; sent: number; received: number };
  close(): Promise<void>;
}

/**
 * When bytes that came at `receivedAt` go on. Each way takes half a round trip, so that a question and its answer
 * take one. A handshake takes another: the client, whose connection is accepted here at once, could not have written
 * before it was over. All in milliseconds.
 */
export function dueAt(receivedAt: number, openedAt: number, roundTripMs: number): number {
  return Math.max(receivedAt, openedAt + roundTripMs) + roundTripMs / 2;
}

/** Starts a proxy before `target` (`http://127.0.0.1:<port>`). Bytes stay as they are and in their order. */
export async function startDelayingProxy(target: string, roundTripMs: number): Promise<DelayingProxy> {
  const { hostname: host, port } = new URL(target);
  const counts = { connections: 0, sent: 0, received: 0 };
  const open = new Set<Socket>();
  const kept = (socket: Socket) => {
    open.add(socket);
    socket.once("close", () => open.delete(socket));
    return socket;
  };
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    counts.connections++;
    const openedAt = performance.now();
    const due = (receivedAt: number) => dueAt(receivedAt, openedAt, roundTripMs);
    const upstream = connect({ host, port: Number(port), allowHalfOpen: true, noDelay: true });
    new Way(kept(client), kept(upstream), due, (bytes) => {
      counts.sent += bytes;
    });
    new Way(upstream, client, due, (bytes) => {
      counts.received += bytes;
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`,
    counts: () => ({ ...counts }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}
