import { Readable } from "node:stream";
import { Agent, type Dispatcher, ProxyAgent } from "undici";
import { type ConnectionOptions, headerLines, lookingUp, socketPathOf, tlsOptions } from "./connection.ts";
import type { HeaderLine } from "./exchange.ts";
import { isLarge, pieces } from "./pieces.ts";
import { needsRaw, sendRaw } from "./raw.ts";
import { Reception } from "./reception.ts";
import { unsendable } from "./sendable.ts";
import type { BodySink, WireLimits, WireRequest, WireResult } from "./wire.ts";

/** Of a long body 16 KiB must come within each time-out. */
const timeoutPerBytes = 16 * 1024;

/**
 * HTTP/1.1 over kept-alive connections, one request at a time on each. undici sends the path as it is given, and
 * follows, retries and decodes nothing. It has no timeouts of its own here: the reception keeps the time.
 */
export class Transport {
  readonly #direct: Agent;
  readonly #onSocket: Agent | undefined;
  /** By the proxy's URL. */
  readonly #proxied = new Map<string, ProxyAgent>();
  readonly #options: ConnectionOptions;
  readonly #limits: WireLimits;
  readonly #signal: AbortSignal | undefined;

  constructor(options: ConnectionOptions, limits: WireLimits, signal?: AbortSignal) {
    this.#options = options;
    this.#limits = limits;
    this.#signal = signal;
    this.#direct = new Agent({ ...this.#pooling(), connect: { ...this.#connecting(), ...lookingUp(options) } });
    const socketPath = options.unixSocket?.path;
    if (socketPath !== undefined)
      this.#onSocket = new Agent({ ...this.#pooling(), connect: { ...this.#connecting(), socketPath } });
  }

  send(request: WireRequest): Promise<WireResult> {
    if (needsRaw(request)) return sendRaw(request, this.#options, this.#limits, this.#signal);
    const { method, address, headers, body, into } = request;
    const reception = new Reception(address.host, this.#limitsOf(request), this.#signal);
    const problem = unsendable(request);
    if (problem) {
      reception.failed(problem);
      return reception.result;
    }
    let sink: BodySink | undefined;
    const sent = sentHeaders(request);
    const options: Dispatcher.DispatchOptions = {
      origin: address.origin,
      path: address.path,
      method: method as Dispatcher.HttpMethod,
      headers: headers.flat(),
      body: isLarge(body) ? null : body.subarray(),
      // undici would close the connection after every HEAD.
      reset: false,
    };
    if (request.chunkedCoding || isLarge(body)) {
      // A stream has no length that undici knows of: it goes out in chunks unless the headers say how long it is.
      options.body = Readable.from(pieces(body, () => reception.pieceSent()));
      if (!request.chunkedCoding) options.headers = sent.filter(([name]) => name !== "connection").flat();
    }
    try {
      this.#agentFor(address.origin).dispatch(options, {
        onRequestStart(controller) {
          reception.onGivenUp((reason) => controller.abort(reason));
          reception.started(sent);
        },
        onResponseStart(controller, status) {
          // An interim answer (1xx) is not the response.
          if (status >= 200) reception.head(status, headerLines(controller.rawHeaders as Buffer[]));
          if (status >= 200 && status < 300) sink = into;
        },
        onResponseData(controller, chunk) {
          reception.data(chunk);
          const next = sink?.write(chunk);
          if (next === "stop") reception.stop();
          if (next !== "wait") return;
          controller.pause();
          sink?.onReady(() => controller.resume());
        },
        onResponseEnd: () => reception.end(),
        onResponseError: (_, error) => reception.failed(error),
      });
    } catch (error) {
      reception.failed(error as Error);
    }
    return reception.result;
  }

  #limitsOf({ body, into, expectedLength }: WireRequest): WireLimits {
    const { maxBodyBytes, maxStreamBytes } = this.#limits;
    const longest = expectedLength === undefined ? maxStreamBytes : expectedLength + maxBodyBytes;
    return {
      ...this.#limits,
      ...(into ? { keepBytes: 0, maxBodyBytes: longest, timeoutPerBytes } : {}),
      ...(Buffer.isBuffer(body) ? {} : { timeoutPerBytes }),
    };
  }

  /** Ends every connection at once. */
  async close(): Promise<void> {
    await Promise.all([this.#direct, this.#onSocket, ...this.#proxied.values()].map((agent) => agent?.destroy()));
  }

  #agentFor(origin: string): Dispatcher {
    if (this.#onSocket && socketPathOf(this.#options, origin)) return this.#onSocket;
    const uri = this.#options.proxyFor?.(origin);
    if (!uri) return this.#direct;
    const agent =
      this.#proxied.get(uri) ??
      new ProxyAgent({ uri, ...this.#pooling(), requestTls: this.#connecting(), proxyTls: this.#connecting() });
    this.#proxied.set(uri, agent);
    return agent;
  }

  #pooling() {
    return { connections: this.#options.concurrency, pipelining: 1, headersTimeout: 0, bodyTimeout: 0 };
  }

  #connecting() {
    return { ...tlsOptions(this.#options), timeout: this.#limits.timeoutMs };
  }
}

/** The lines as undici writes them. */
function sentHeaders({ method, address, headers, body, chunkedCoding }: WireRequest): HeaderLine[] {
  const framing: HeaderLine[] =
    chunkedCoding && body.length > 0
      ? [["transfer-encoding", "chunked"]]
      : body.length > 0 || /^(POST|PUT|PATCH)$/.test(method)
        ? [["content-length", String(body.length)]]
        : [];
  const given = headers.filter(([name]) => !/^(host|connection|content-length)$/i.test(name));
  const host = headers.find(([name]) => /^host$/i.test(name))?.[1] ?? address.host;
  return [["host", host], ["connection", "keep-alive"], ...given, ...framing];
}
