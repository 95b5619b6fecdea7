import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import { createServer as createSecureServer, type ServerOptions } from "node:https";
import { type AddressInfo, createServer as createSocketServer, type ServerOpts, type Socket } from "node:net";
import { createClient, type HttpClient } from "../../client/http-client.ts";
import type { ClientOptions } from "../../client/options.ts";

export const label = { scenario: "a scenario", step: "a step" };

export interface SeenRequest {
  method: string;
  /** The request target as it came. */
  url: string;
  headers: IncomingMessage["headers"];
  rawHeaders: string[];
  body: Buffer;
}

export interface TestServer extends AsyncDisposable {
  readonly url: string;
  /** Every request, bodies read, in the order of their ends. */
  readonly requests: SeenRequest[];
  /** Connections accepted so far. */
  readonly connections: number;
}

type Answer = (request: SeenRequest, response: ServerResponse) => unknown;

/** PEM of `ca.crt`, `server.key`, … */
export function certificate(name: string): string {
  return readFileSync(new URL(`certificates/${name}`, import.meta.url), "utf8");
}

/** A server on loopback that answers as told, once it has read the request. With `tls`, it speaks https. */
export async function serve(answer: Answer, tls?: ServerOptions): Promise<TestServer> {
  const requests: SeenRequest[] = [];
  const listener: RequestListener = async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method = "", url = "", headers, rawHeaders } = request;
    const seen = { method, url, headers, rawHeaders, body: Buffer.concat(chunks) };
    requests.push(seen);
    await answer(seen, response);
  };
  const server = tls
    ? createSecureServer({ cert: certificate("server.crt"), key: certificate("server.key"), ...tls }, listener)
    : createServer(listener);
  let connections = 0;
  server.on("connection", () => {
    connections++;
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http${tls ? "s" : ""}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    get connections() {
      return connections;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A server on loopback that gets the bare connections. */
export async function serveRaw(
  connected: (socket: Socket) => unknown,
  options: ServerOpts = {},
): Promise<AsyncDisposable & { url: string }> {
  const sockets = new Set<Socket>();
  const server = createSocketServer(options, (socket) => {
    sockets.add(socket.on("error", () => {}).on("close", () => sockets.delete(socket)));
    connected(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A client of that server which closes at the end of its scope. */
export function clientFor(server: { url: string }, options: Partial<ClientOptions> = {}): HttpClient & AsyncDisposable {
  const client = createClient({ baseUrl: server.url, ...options });
  return Object.assign(client, { [Symbol.asyncDispose]: () => client.close() });
}
