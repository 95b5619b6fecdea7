import type { ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Answer } from "./answer.ts";
import type { RegistryRequest } from "./request.ts";

/** Puts an answer on the wire. Resolves when it is out, or when nobody is there to take it. */
export async function send(answer: Answer, request: RegistryRequest, response: ServerResponse): Promise<void> {
  const { status, body } = answer;
  const length = body === undefined ? 0 : Buffer.isBuffer(body) ? body.length : body.size;
  const headers = { ...answer.headers };
  const bodiless = request.method === "HEAD" || status === 204 || status === 304;
  if (headers["Content-Length"] === undefined && !bodiless) headers["Content-Length"] = `${length}`;
  if (status === 204 || status === 304) delete headers["Content-Length"];

  // A body that was never asked for, or that ended early, leaves nothing to tell the next request by; and a false
  // Content-Length leaves the client waiting unless the connection ends.
  const misframed = !bodiless && headers["Content-Length"] !== `${length}`;
  if (request.body.awaitsContinue || request.body.cutShort || misframed) response.shouldKeepAlive = false;

  response.writeHead(status, headers);
  if (bodiless || body === undefined) response.end();
  else if (Buffer.isBuffer(body)) response.end(body);
  else await pipeline(Readable.from(body.read()), response).catch(() => response.destroy());
  request.body.drain();
}
