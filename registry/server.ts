import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { dispatch } from "./dispatch.ts";
import type { Fault } from "./fault.ts";
import { Registry } from "./registry.ts";
import { RegistryRequest } from "./request.ts";
import type { Listener } from "./route.ts";
import { send } from "./send.ts";
import type { Settings } from "./settings.ts";

export interface RegistryOptions {
  settings?: Partial<Settings>;
  /** Misbehaviours, the last one winning where two change the same decision. */
  faults?: readonly Fault[];
  /** 0, or nothing, for a free one. */
  port?: number;
  /** Loopback only: this registry is for tests. */
  host?: "127.0.0.1";
  /** Where large blobs are put, in a temporary directory of their own; the system's by default. */
  dataDir?: string;
}

export interface RunningRegistry {
  /** `http://127.0.0.1:<port>` */
  url: string;
  port: number;
  /** Number of requests received so far, those to the storage host included. */
  requests(): number;
  /** Ends at once: cuts every connection and removes everything stored. */
  close(): Promise<void>;
}

/**
 * Starts a reference registry: an OCI registry that keeps the distribution spec, but for the faults it is given.
 * @throws Error when the port is taken
 */
export async function startRegistry(options: RegistryOptions = {}): Promise<RunningRegistry> {
  const { settings = {}, faults = [], port = 0, host = "127.0.0.1", dataDir } = options;
  const registry = new Registry(settings, faults, dataDir);
  let count = 0;
  const serve = (listener: Listener) =>
    listenerFor((message, response, sendContinue) => {
      count++;
      return handle(new RegistryRequest(message, listener, sendContinue), response, registry);
    });

  const needsStorage = registry.settings.blobRedirect || registry.settings.offsiteUploads;
  const servers = [serve("registry"), ...(needsStorage ? [serve("storage")] : [])];
  const [main = 0, storage = 0] = await Promise.all(servers.map(({ server }, i) => listen(server, i ? 0 : port, host)));
  registry.urls.registry = `http://${host}:${main}`;
  registry.urls.storage = `http://${host}:${storage}`;

  return {
    url: registry.urls.registry,
    port: main,
    requests: () => count,
    async close() {
      await Promise.all(servers.map((server) => server.close()));
      await registry.discard();
    },
  };
}

async function handle(request: RegistryRequest, response: ServerResponse, registry: Registry): Promise<void> {
  const { socket } = response;
  if (request.body.awaitsContinue && !registry.policy.http.answersContinue(request)) return;
  const answer = await dispatch(request, registry);
  for (const { raw } of registry.faults) {
    const bytes = await (raw?.[request.operation] ?? raw?.every)?.(answer, request, registry);
    if (bytes === "hang") return;
    if (bytes === "reset") return void socket?.resetAndDestroy();
    if (bytes) return void socket?.end(bytes);
  }
  await send(answer, request, response);
}

type Handler = (message: IncomingMessage, response: ServerResponse, sendContinue?: () => void) => Promise<void>;

/** A server that owns its sockets, so that it can end at once. */
function listenerFor(handler: Handler): { server: Server; close(): Promise<void> } {
  const sockets = new Set<Socket>();
  const current = new WeakMap<Socket, IncomingMessage>();
  // No time limits: tests decide how slow a client may be, and no timer keeps a process alive.
  const server = createServer({ keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0, maxHeaderSize: 256 * 1024 });

  const start = (message: IncomingMessage, response: ServerResponse, sendContinue?: () => void) => {
    current.set(message.socket, message);
    handler(message, response, sendContinue).catch((error: unknown) => fail(error, response));
  };
  server.on("request", (message, response) => start(message, response));
  server.on("checkContinue", (message, response) => start(message, response, () => response.writeContinue()));
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  server.on("clientError", (error: NodeJS.ErrnoException, socket: Socket) => {
    const message = current.get(socket);
    // The client half-closed within a body: its handler shall know, and may still answer.
    if (error.code === "HPE_INVALID_EOF_STATE" && message && !message.complete) message.push(null);
    else refuseMalformed(error, socket);
  });

  return {
    server,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

function refuseMalformed(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable || error.code === "ECONNRESET") return void socket.destroy();
  const status = error.code === "HPE_HEADER_OVERFLOW" ? "431 Request Header Fields Too Large" : "400 Bad Request";
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** A defect of ours, or a client that went away in the middle. */
function fail(error: unknown, response: ServerResponse): void {
  if (response.headersSent || response.destroyed) return void response.destroy();
  response.writeHead(500, { "Content-Type": "text/plain", Connection: "close" });
  response.end(`${error instanceof Error ? error.message : String(error)}\n`);
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}
