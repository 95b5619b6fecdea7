import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as it arrived. */
export interface Received {
  method: string;
  url: string;
  /** Name in lower case; Host and User-Agent are left out. */
  headers: Record<string, string>;
  body: Buffer;
}

export interface FakeRegistry {
  origin: string;
  received: Received[];
  close(): Promise<void>;
}

/** Upload sessions and nothing else, on loopback. `location` gives the form of a session's Location. */
export async function fakeRegistry(location: (session: string) => string): Promise<FakeRegistry> {
  const received: Received[] = [];
  const offsets = new Map<string, number>();
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    const { host, "user-agent": _, connection, ...headers } = request.headers as Record<string, string>;
    const { method = "", url = "" } = request;
    received.push({ method, url, headers, body });
    if (method === "POST" && url.endsWith("/uploads/")) {
      const session = `s${offsets.size}-${process.hrtime.bigint()}`;
      offsets.set(session, 0);
      return response.writeHead(202, { Location: location(session) }).end();
    }
    const session = /s\d+-\d+/.exec(url)?.[0] ?? "";
    const offset = offsets.get(session);
    if (offset === undefined) return response.writeHead(404).end();
    const start = Number(/^\d+/.exec(headers["content-range"] ?? "")?.[0] ?? offset);
    if (start !== offset) return response.writeHead(416).end();
    offsets.set(session, offset + body.length);
    response.writeHead(method === "PATCH" ? 202 : 201, { location: location(session) }).end();
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts);
}
