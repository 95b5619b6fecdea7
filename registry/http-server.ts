import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { RegistryRequest } from "./request.ts";

type Handler = (message: IncomingMessage, response: ServerResponse, sendContinue?: () => void) => RegistryRequest;

export interface HttpServer {
  /** Resolves with the port. */
  listen(port: number, host: string): Promise<number>;
  close(): Promise<void>;
}

/** A server that owns its sockets, so that it can end at once, and that keeps HTTP's fine print. */
export function httpServer(handler: Handler): HttpServer {
  const sockets = new Set<Socket>();
  const current = new WeakMap<Socket, RegistryRequest>();
  // No time limits: tests decide how slow a client may be, and no timer keeps a process alive.
  const server = createServer({ keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0, maxHeaderSize: 256 * 1024 });

  const start = (message: IncomingMessage, response: ServerResponse, sendContinue?: () => void) =>
    current.set(message.socket, handler(message, response, sendContinue));
  server.on("request", (message, response) => start(message, response));
  server.on("checkContinue", (message, response) => start(message, response, () => response.writeContinue()));
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  server.on("clientError", (error: NodeJS.ErrnoException, socket: Socket) => {
    const request = current.get(socket);
    // The client half-closed within a body: whoever reads it shall know, and may still answer.
    if (error.code === "HPE_INVALID_EOF_STATE" && request && !request.body.complete) request.body.cut();
    else refuseMalformed(error, socket);
  });

  return {
    listen: (port, host) =>
      new Promise((resolve, reject) => {
        server.once("error", reject);
        server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
      }),
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
