import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { randomFrom } from "./random.ts";

/** How a request may fail: never having reached the registry, or with its answer lost on the way back. */
export const failures = ["500", "503", "reset", "500 for an answer", "reset for an answer"] as const;
export type Failure = (typeof failures)[number];

/** A way to a registry that fails at random. */
export interface UnreliableProxy {
  url: string;
  /** Every request that failed, in the order of failing. */
  failed: { failure: Failure; request: string }[];
  close(): Promise<void>;
}

/** Which requests fail. */
export interface Chance {
  /** The same seed fails the same requests, counted from the first, which never fails: it asks whether anybody is there. */
  seed: number;
  oneIn?: number;
  /** These are answered by 500 each time. */
  always?: (request: IncomingMessage) => boolean;
}

/**
 * Passes requests on to a registry as they are, but for one in so many, by chance.
 */
export async function startUnreliableProxy(
  registry: string,
  { seed, oneIn = Number.POSITIVE_INFINITY, always = () => false }: Chance,
): Promise<UnreliableProxy> {
  const random = randomFrom(seed);
  const failed: UnreliableProxy["failed"] = [];
  let count = 0;
  const server = createServer((incoming, outgoing) => {
    const fails = random() < 1 / oneIn && count > 0;
    count++;
    if (always(incoming)) return pass(registry, incoming, outgoing, "500");
    const failure = failures[Math.floor(random() * failures.length)] as Failure;
    if (fails) failed.push({ failure, request: `${incoming.method} ${incoming.url}` });
    pass(registry, incoming, outgoing, fails ? failure : undefined);
  });
  // A request with a wrong length is the registry's to judge.
  server.requestTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    failed,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function pass(
  registry: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  failure: Failure | undefined,
): void {
  if (failure === "reset") return void incoming.socket.resetAndDestroy();
  if (failure === "500" || failure === "503") {
    incoming.resume();
    return void incoming.once("end", () => refuse(outgoing, Number(failure)));
  }
  const { hostname, port } = new URL(registry);
  const { method, url: path, rawHeaders } = incoming;
  const onward = request({ hostname, port, method, path, headers: rawHeaders as never, setHost: false }, (answer) => {
    if (failure !== undefined) {
      answer.resume();
      answer.once("end", () => (failure === "500 for an answer" ? refuse(outgoing, 500) : outgoing.destroy()));
      return;
    }
    outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders as never);
    answer.pipe(outgoing);
    answer.once("error", () => outgoing.destroy());
  });
  onward.once("error", () => outgoing.destroy());
  incoming.once("error", () => onward.destroy());
  incoming.pipe(onward);
}

function refuse(outgoing: ServerResponse, status: number): void {
  outgoing.writeHead(status, { "Content-Type": "text/plain" }).end("the proxy failed\n");
}
