import { type ClientRequest, request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { checkServerIdentity, type PeerCertificate } from "node:tls";
import { HttpsProxyAgent } from "https-proxy-agent";
import type { ConnectionOptions } from "./connection.ts";
import { headerLines, lookingUp, socketPathOf, tlsOptions } from "./connection.ts";
import type { HeaderLine } from "./exchange.ts";
import { pieces } from "./pieces.ts";
import { Reception } from "./reception.ts";
import type { WireLimits, WireRequest, WireResult } from "./wire.ts";

/** Whether undici would refuse the request, or send something else than it says. */
export function needsRaw({
  method,
  headers,
  body,
  chunkedCoding,
  declaredLength,
  continueWaitMs,
}: WireRequest): boolean {
  if (declaredLength !== undefined || continueWaitMs !== undefined) return true;
  if (chunkedCoding && body.length === 0) return true;
  const names = headers.map(([name]) => name.toLowerCase());
  if (names.some((name) => ["transfer-encoding", "expect", "keep-alive", "upgrade", "connection"].includes(name))) {
    return true;
  }
  const lengths = headers.filter(([name]) => name.toLowerCase() === "content-length").map(([, value]) => value);
  // undici drops a Content-Length of 0 where the method has no use for a body.
  const dropped = body.length === 0 && !/^(POST|PUT|PATCH)$/.test(method);
  return lengths.length > 1 || (lengths.length === 1 && (lengths[0] !== String(body.length) || dropped));
}

/**
 * Sends on a connection of its own what undici would not: a Content-Length that is not the body's, an expectation,
 * headers about the connection. After a body of another length than declared the connection is half-closed, so that
 * the server sees the end.
 */
export function sendRaw(
  request: WireRequest,
  connection: ConnectionOptions,
  limits: WireLimits,
  signal?: AbortSignal,
): Promise<WireResult> {
  const { address, method } = request;
  const reception = new Reception(address.host, limits, signal);
  const sent = sentHeaders(request);
  const { protocol, hostname, port } = new URL(address.origin);
  const secure = protocol === "https:";
  const socketPath = socketPathOf(connection, address.origin);
  const proxy = socketPath === undefined ? connection.proxyFor?.(address.origin) : undefined;
  const host = hostname.replace(/^\[|\]$/g, "");
  let outgoing: ClientRequest;
  try {
    outgoing = (secure ? httpsRequest : httpRequest)({
      host,
      port: port || (secure ? 443 : 80),
      ...(socketPath === undefined ? {} : { socketPath }),
      path: address.path,
      method,
      headers: sent.flat(),
      ...(proxy ? {} : lookingUp(connection)),
      agent: proxy ? new HttpsProxyAgent(proxy, tlsOptions(connection)) : false,
      ...(secure ? tlsOptions(connection) : {}),
      // In a tunnel the name that was asked for is lost when it is an address.
      ...(secure && proxy
        ? { checkServerIdentity: (_: string, peer: PeerCertificate) => checkServerIdentity(host, peer) }
        : {}),
    });
  } catch (error) {
    reception.failed(error as Error);
    return reception.result;
  }
  reception.onGivenUp((reason) => outgoing.destroy(reason));
  outgoing.on("error", (error) => reception.failed(error));
  // The agent hands on the proxy's refusal as if the target had answered.
  outgoing.on("proxyConnect", ({ statusCode }: { statusCode: number }) => {
    if (statusCode !== 200) outgoing.destroy(new Error(`Proxy response (${statusCode})`));
  });
  // Without this, node would hang up and say nothing.
  outgoing.on("upgrade", (_, socket) => {
    socket.destroy();
    reception.failed(new Error("bad upgrade"));
  });
  outgoing.on("socket", (socket) => {
    const start = () => {
      reception.started(sent);
      send(outgoing, request);
    };
    // One that comes out of a tunnel is connected already.
    if (proxy && !secure) start();
    else socket.once(secure ? "secureConnect" : "connect", start);
  });
  outgoing.on("response", (response) => receive(response, reception, () => outgoing.destroy()));

  return reception.result;
}

function send(outgoing: ClientRequest, request: WireRequest): void {
  if (request.continueWaitMs === undefined) void sendBody(outgoing, request);
  else afterInterimAnswer(outgoing, request.continueWaitMs, () => void sendBody(outgoing, request));
}

async function sendBody(outgoing: ClientRequest, { body, declaredLength }: WireRequest): Promise<void> {
  for await (const piece of pieces(body)) {
    if (outgoing.destroyed) return;
    if (outgoing.write(piece)) continue;
    await drained(outgoing);
  }
  if (declaredLength === undefined) outgoing.end();
  else outgoing.write("", () => outgoing.socket?.end());
}

/** Resolves when more may be written, or nothing any more. */
function drained(outgoing: ClientRequest): Promise<void> {
  return new Promise((resolve) => {
    const goOn = () => {
      outgoing.off("drain", goOn).off("close", goOn);
      resolve();
    };
    outgoing.on("drain", goOn).on("close", goOn);
  });
}

function receive(response: IncomingMessage, reception: Reception, done: () => void): void {
  reception.head(response.statusCode ?? 0, headerLines(response.rawHeaders));
  response.on("data", (chunk: Buffer) => reception.data(chunk));
  response.on("error", (error) => reception.failed(error));
  response.on("end", () => {
    reception.end();
    done();
  });
}

/** Holds the body back until the server asks for it or has been silent for so long; a final answer makes it needless. */
function afterInterimAnswer(outgoing: ClientRequest, waitMs: number, sendBody: () => void): void {
  let decided = false;
  const decide = (send: boolean) => {
    clearTimeout(timer);
    if (!decided && send) sendBody();
    decided = true;
  };
  const timer = setTimeout(() => decide(true), waitMs);
  outgoing.on("continue", () => decide(true));
  outgoing.on("response", () => decide(false));
  outgoing.on("close", () => decide(false));
  outgoing.flushHeaders();
}

/** To a request of any other method without a body and its length, node would add a framing. */
const withoutBody = /^(GET|HEAD|DELETE|OPTIONS|TRACE|CONNECT)$/;

function sentHeaders({
  method,
  address,
  headers,
  body,
  chunkedCoding,
  declaredLength,
  continueWaitMs,
}: WireRequest): HeaderLine[] {
  const has = (wanted: string) => headers.some(([name]) => name.toLowerCase() === wanted);
  const lines: HeaderLine[] = has("host") ? [...headers] : [["Host", address.host], ...headers];
  if (!has("connection")) lines.push(["Connection", "close"]);
  if (continueWaitMs !== undefined && !has("expect")) lines.push(["Expect", "100-continue"]);
  if (has("content-length") || has("transfer-encoding")) return lines;
  if (chunkedCoding) lines.push(["Transfer-Encoding", "chunked"]);
  else if (declaredLength !== undefined || body.length > 0 || !withoutBody.test(method)) {
    lines.push(["Content-Length", String(declaredLength ?? body.length)]);
  }
  return lines;
}
