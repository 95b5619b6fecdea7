import { createHash } from "node:crypto";
import { Agent } from "undici";
import { onTestFinished } from "vitest";
import { type RegistryOptions, type RunningRegistry, startRegistry } from "../../registry/server.ts";

export interface Reply {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  bytes: Buffer;
  text: string;
}

interface Options {
  headers?: Record<string, string>;
  body?: Buffer | string | AsyncIterable<Buffer>;
}

/** A registry of the test's own, and a plain client that sends what it is told and follows nothing. */
export class Peer {
  readonly registry: RunningRegistry;
  readonly #agent: Agent;

  constructor(registry: RunningRegistry, agent: Agent) {
    this.registry = registry;
    this.#agent = agent;
  }

  /** @param target path and query, or an absolute URL */
  async call(method: string, target: string, { headers = {}, body }: Options = {}): Promise<Reply> {
    const url = new URL(target, this.registry.url);
    const origin = target.startsWith("http") ? url.origin : this.registry.url;
    const path = target.startsWith("http") ? url.pathname + url.search : target;
    const response = await this.#agent.request({ origin, path, method, headers, body: body as Buffer });
    const bytes = Buffer.from(await response.body.arrayBuffer());
    return { status: response.statusCode, headers: response.headers, bytes, text: bytes.toString() };
  }

  get(target: string, headers: Record<string, string> = {}): Promise<Reply> {
    return this.call("GET", target, { headers });
  }

  /** Opens an upload session and returns its Location. */
  async open(name = "a/b", query = ""): Promise<string> {
    const { headers } = await this.call("POST", `/v2/${name}/blobs/uploads/${query}`);
    return headers.location as string;
  }

  patch(location: string, chunk: Buffer, at?: number): Promise<Reply> {
    const headers: Record<string, string> =
      at === undefined ? {} : { "Content-Range": `${at}-${at + chunk.length - 1}` };
    return this.call("PATCH", location, { headers, body: chunk });
  }

  close(location: string, digest: string, chunk?: Buffer, headers: Record<string, string> = {}): Promise<Reply> {
    return this.call("PUT", withQuery(location, `digest=${digest}`), { headers, ...(chunk ? { body: chunk } : {}) });
  }

  async pushBlob(blob: Buffer, name = "a/b", digest = digestOf(blob)): Promise<string> {
    const { status } = await this.close(await this.open(name), digest, blob);
    if (status !== 201) throw new Error(`pushing a blob answered ${status}`);
    return digest;
  }

  putManifest(manifest: object | string, reference: string, name = "a/b", type = ociManifest): Promise<Reply> {
    const body = typeof manifest === "string" ? manifest : JSON.stringify(manifest);
    return this.call("PUT", `/v2/${name}/manifests/${reference}`, { headers: { "Content-Type": type }, body });
  }

  /** Pushes a small image and returns its manifest's text and digest. */
  async pushImage(reference?: string, name = "a/b", more: object = {}): Promise<{ text: string; digest: string }> {
    const config = Buffer.from("{}");
    await this.pushBlob(config, name);
    const text = JSON.stringify({ ...imageOf(config), ...more });
    const { status } = await this.putManifest(text, reference ?? digestOf(text), name);
    if (status !== 201) throw new Error(`pushing a manifest answered ${status}`);
    return { text, digest: digestOf(text) };
  }
}

/** Starts a registry that ends with the test. */
export async function serve(options: RegistryOptions = {}): Promise<Peer> {
  const registry = await startRegistry(options);
  const agent = new Agent({ keepAliveTimeout: 60_000 });
  onTestFinished(async () => {
    await agent.destroy();
    await registry.close();
  });
  return new Peer(registry, agent);
}

export const ociManifest = "application/vnd.oci.image.manifest.v1+json";
export const ociIndex = "application/vnd.oci.image.index.v1+json";

export function digestOf(content: Buffer | string, algorithm = "sha256"): string {
  return `${algorithm}:${createHash(algorithm).update(content).digest("hex")}`;
}

export function descriptorOf(content: Buffer | string, mediaType: string) {
  return { mediaType, digest: digestOf(content), size: Buffer.byteLength(content) };
}

export function imageOf(config: Buffer, layers: Buffer[] = []) {
  return {
    schemaVersion: 2,
    mediaType: ociManifest,
    config: descriptorOf(config, "application/vnd.oci.image.config.v1+json"),
    layers: layers.map((layer) => descriptorOf(layer, "application/vnd.oci.image.layer.v1.tar")),
  };
}

export function withQuery(location: string, query: string): string {
  return `${location}${location.includes("?") ? "&" : "?"}${query}`;
}

/** Code of the first error in an error body. */
export function codeOf({ text }: Reply): string {
  return JSON.parse(text).errors[0].code;
}

/** Bytes that differ everywhere. */
export function bytes(size: number, seed = 1): Buffer {
  const content = Buffer.alloc(size);
  for (let i = 0, x = seed; i < size; i++) {
    x = (Math.imul(x, 1103515245) + 12345) >>> 0;
    content[i] = x >>> 16;
  }
  return content;
}
