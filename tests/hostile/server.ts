import {
  Agent,
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { type RunningRegistry, startRegistry } from "../../registry/server.ts";
import type { Settings } from "../../registry/settings.ts";
import type { Answered, Asked, Hostility, Scene } from "./hostility.ts";

/** A registry that works, behind a server that is hostile, and another host that writes down what it is sent. */
export interface HostileRegistry extends AsyncDisposable {
  readonly url: string;
  readonly elsewhere: string;
  /** Every request, those that the hostile server kept from the registry included. */
  readonly asked: readonly Asked[];
  /** Every request to the other host: its lines and its body, as text. */
  readonly toldElsewhere: readonly string[];
}

export async function hostileRegistry(
  { seize, change, surplus }: Hostility,
  settings: Partial<Settings> = {},
): Promise<HostileRegistry> {
  const registry = await startRegistry({ settings });
  const agent = new Agent({ keepAlive: true });
  const asked: Asked[] = [];
  const toldElsewhere: string[] = [];
  const other = await listening(async (message, socket) => {
    const { method, url, rawHeaders } = message;
    const body = await bodyOf(message);
    toldElsewhere.push(`${method} ${url}\n${rawHeaders.join("\n")}\n${body.toString("latin1")}`);
    write(socket, { status: 200, headers: [["Content-Type", "application/json"]], body: Buffer.from("{}") }, method);
  });
  const scene: Scene = { url: "", elsewhere: other.url };
  const main = await listening(async (message, socket, response) => {
    const { method = "", url = "", headers } = message;
    const request: Asked = { method, url, headers, number: asked.length };
    asked.push(request);
    if (seize?.(request, socket, scene)) return void message.resume();
    const answered = await forwarded(message, registry, agent);
    change?.(answered, request, scene);
    if (surplus) {
      response.assignSocket(socket);
      response.writeHead(answered.status, answered.headers.flat()).end(answered.body);
      return void socket.write(surplus(request));
    }
    write(socket, answered, method);
  });
  scene.url = main.url;
  return {
    url: main.url,
    elsewhere: other.url,
    asked,
    toldElsewhere,
    async [Symbol.asyncDispose]() {
      agent.destroy();
      await Promise.all([main.close(), other.close(), registry.close()]);
    },
  };
}

/** Writes an answer as it stands, whatever is in it. A framing of its own stays. */
export function write(socket: Socket, { status, headers, body }: Answered, method?: string): void {
  const framed = headers.some(([name]) => /^(content-length|transfer-encoding)$/i.test(name));
  const lines = framed || status === 204 ? headers : [...headers, ["Content-Length", String(body.length)]];
  // One answer a connection: node, whose parser reads the requests, is not told when one has been given.
  const all = [...lines, ["Connection", "close"]];
  const head = `HTTP/1.1 ${status} Hostile\r\n${all.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n`;
  const bytes = Buffer.from(head, "latin1");
  if (socket.destroyed) return;
  socket.end(method === "HEAD" || status === 204 ? bytes : Buffer.concat([bytes, body]));
}

async function listening(
  answer: (message: IncomingMessage, socket: Socket, response: ServerResponse) => Promise<void>,
) {
  const sockets = new Set<Socket>();
  const server: Server = createServer({ keepAliveTimeout: 0, requestTimeout: 0 }, (message, response) => {
    const { socket } = message;
    // The answer is written past node, which would mend it.
    response.detachSocket(socket);
    answer(message, socket, response).catch(() => socket.destroy());
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("error", () => {}).on("close", () => sockets.delete(socket));
  });
  server.on("clientError", (_, socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

async function bodyOf(message: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function forwarded(message: IncomingMessage, { port }: RunningRegistry, agent: Agent): Promise<Answered> {
  const { method, url, rawHeaders } = message;
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const outgoing = httpRequest({ host: "127.0.0.1", port, method, path: url, headers: rawHeaders, agent }, resolve);
    outgoing.on("error", reject);
    message.pipe(outgoing);
  });
  const body = await bodyOf(response);
  const headers: [string, string][] = [];
  for (let at = 0; at < response.rawHeaders.length; at += 2)
    headers.push([response.rawHeaders[at] ?? "", response.rawHeaders[at + 1] ?? ""]);
  const hopByHop = /^(connection|keep-alive|transfer-encoding|date)$/i;
  const kept = headers.filter(
    ([name]) => !hopByHop.test(name) && !(name.toLowerCase() === "content-length" && method !== "HEAD"),
  );
  return { status: response.statusCode ?? 502, headers: kept, body };
}
