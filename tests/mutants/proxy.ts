import { Agent, createServer, type IncomingMessage, type ServerResponse, request as send } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { kindOf } from "./kind.ts";
import { type Answer, type Header, headerOf, type Request, withBody } from "./message.ts";
import { type Mutation, mutatedAnswer, mutatedRequest } from "./mutation.ts";

export interface ProxyOptions {
  /** Base URL of the registry. */
  to: string;
  /** Without one everything passes as it is. */
  mutation?: Mutation | undefined;
  /** Called with everything that passes, before it is changed. */
  onAnswer?: (request: Request, answer: Answer) => void;
}

export interface Proxy {
  url: string;
  /** How often the mutation changed something. */
  readonly changes: number;
  close(): Promise<void>;
}

/** Starts a reverse proxy on a free loopback port that makes one mutation, wherever it can. */
export async function startProxy({ to, mutation, onAnswer }: ProxyOptions): Promise<Proxy> {
  const agent = new Agent({ keepAlive: true });
  const firsts = new Map<string, Answer>();
  const lasts = new Map<string, Answer>();
  const stales = new Map<string, Answer>();
  let changes = 0;

  const answerTo = async (request: Request): Promise<Answer> => {
    const passed = mutation ? mutatedRequest(request, mutation) : request;
    if (passed !== request) changes++;
    if ("instead" in passed) return passed.instead;
    if ("twice" in passed) await forward(to, agent, request);
    const answer = await forward(to, agent, "twice" in passed ? request : passed);
    onAnswer?.(request, answer);
    if (!mutation) return answer;
    const kind = kindOf(request, answer);
    const place = `${request.method} ${request.target}`;
    const past = { first: firsts.get(kind), previous: lasts.get(kind), stale: stales.get(place) };
    firsts.set(kind, past.first ?? answer);
    lasts.set(kind, answer);
    stales.set(place, past.stale ?? answer);
    const changed = mutatedAnswer(request, answer, mutation, past);
    if (changed !== answer) changes++;
    return changed;
  };

  const server = createServer(async (incoming, outgoing) => {
    try {
      const request = { ...headOf(incoming), body: await buffer(incoming) };
      deliver(await answerTo(request), outgoing, request.method);
    } catch {
      incoming.destroy();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get changes() {
      return changes;
    },
    close: async () => {
      agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function headOf({ method = "", url: target = "", rawHeaders }: IncomingMessage) {
  return { method, target, headers: passedOn(rawHeaders) };
}

/** What belongs to one connection only does not go over to the other. */
function passedOn(raw: readonly string[]): Header[] {
  const lines = raw.flatMap((name, at) => (at % 2 === 0 ? [[name, raw[at + 1] ?? ""] as Header] : []));
  return lines.filter(([name]) => !/^(connection|keep-alive|transfer-encoding|expect)$/i.test(name));
}

/** A body goes with its length, however it came. */
function forward(to: string, agent: Agent, { method, target, headers, body }: Request): Promise<Answer> {
  const { hostname, port } = new URL(to);
  const sized = body.length > 0 ? withBody({ headers, body }, body).headers : headers;
  return new Promise((resolve, reject) => {
    const outgoing = send({ agent, hostname, port, method, path: target, headers: sized.flat(), setHost: false });
    outgoing.once("error", reject);
    outgoing.once("response", (incoming) => {
      const { statusCode: status = 0, rawHeaders } = incoming;
      buffer(incoming).then((bytes) => resolve({ status, headers: passedOn(rawHeaders), body: bytes }), reject);
    });
    outgoing.end(body);
  });
}

/** Sends what it is told, right or wrong; after a wrong length the connection is of no further use. */
function deliver({ status, headers, body }: Answer, outgoing: ServerResponse, method: string): void {
  const said = headerOf({ headers, body }, "content-length");
  const wrong = method !== "HEAD" && said !== undefined && Number(said) !== body.length;
  outgoing.sendDate = false;
  if (wrong) outgoing.shouldKeepAlive = false;
  outgoing.writeHead(status, headers.flat());
  outgoing.end(body, () => {
    if (wrong) outgoing.socket?.end();
  });
}
