import type { ServerResponse } from "node:http";
import { type OnAsked, Watch } from "./asked.ts";
import { dispatch } from "./dispatch.ts";
import type { Fault } from "./fault.ts";
import { httpServer } from "./http-server.ts";
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
  /** Is told of every request, and of each decision that it takes for it. */
  onAsked?: OnAsked | undefined;
}

export interface RunningRegistry {
  /** `http://127.0.0.1:<port>` */
  url: string;
  port: number;
  /** Number of requests received so far, those to the storage host included. */
  requests(): number;
  /** What is there, as in `tag team/app v1`: tags, manifests, blobs, and upload sessions by id. */
  holds(): string[];
  /** Ends at once: cuts every connection and removes everything stored. */
  close(): Promise<void>;
}

/**
 * Starts a reference registry: an OCI registry that keeps the distribution spec, but for the faults it is given.
 * @throws Error when the port is taken
 */
export async function startRegistry(options: RegistryOptions = {}): Promise<RunningRegistry> {
  const { settings = {}, faults = [], port = 0, host = "127.0.0.1", dataDir, onAsked } = options;
  const watch = onAsked && new Watch(onAsked);
  const registry = new Registry(settings, faults, dataDir, watch);
  let count = 0;
  const serve = (listener: Listener) =>
    httpServer((message, response, sendContinue) => {
      count++;
      const request = new RegistryRequest(message, listener, sendContinue);
      const handled = () => handle(request, response, registry);
      (watch ? watch.during(request, handled) : handled()).catch((error: unknown) => fail(error, response));
      return request;
    });

  const main = serve("registry");
  const servers = [main];
  const listeningPort = await main.listen(port, host);
  registry.urls.registry = `http://${host}:${listeningPort}`;
  if (registry.settings.blobRedirect || registry.settings.offsiteUploads) {
    const storage = serve("storage");
    servers.push(storage);
    registry.urls.storage = `http://${host}:${await storage.listen(0, host)}`;
  }

  return {
    url: registry.urls.registry,
    port: listeningPort,
    requests: () => count,
    holds: () => registry.held,
    async close() {
      await Promise.all(servers.map((server) => server.close()));
      watch?.end();
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

/** A defect of ours, or a client that went away in the middle. */
function fail(error: unknown, response: ServerResponse): void {
  if (response.headersSent || response.destroyed) return void response.destroy();
  response.writeHead(500, { "Content-Type": "text/plain", Connection: "close" });
  response.end(`${error instanceof Error ? error.message : String(error)}\n`);
}
