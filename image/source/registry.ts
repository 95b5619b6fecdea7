import { PassThrough } from "node:stream";
import type { Client, Sent } from "../../client/client.ts";
import { headerOf } from "../../client/hop.ts";
import type { BodySink } from "../../client/wire.ts";
import { isIndexType, isManifestType, mediaTypes } from "../media-types.ts";
import type { Reference } from "./reference.ts";
import {
  type Blob,
  type DockerImage,
  type Root,
  type Source,
  type Stored,
  UnreachableSource,
  UnusableInput,
} from "./source.ts";

const accept = [mediaTypes.index, mediaTypes.manifest, mediaTypes.dockerList, mediaTypes.dockerManifest, "*/*"].join(
  ", ",
);
const scenario = "validate";

function contentTypeOf({ exchange: { response } }: Sent): string | undefined {
  const value = response && headerOf(response.headers, "Content-Type");
  return value?.split(";")[0]?.trim().toLowerCase();
}

/** What a tag or digest leads to in a registry (distribution-spec, "Pull"). */
export class RegistrySource implements Source {
  readonly kind = "registry";
  readonly #client: Client;
  readonly #from: Reference;
  readonly #base: string;

  constructor(client: Client, from: Reference) {
    this.#client = client;
    this.#from = from;
    this.#base = `/v2/${from.repository}`;
  }

  async inspect(): Promise<void> {}

  async roots(): Promise<Root[]> {
    const { reference, digest } = this.#from;
    const sent = await this.#get(`manifests/${reference}`, { Accept: accept });
    const { response } = sent.exchange;
    if (response?.status === 404) throw new UnusableInput(`${this.#shown} is not there (the registry answered 404)`);
    if (response?.status !== 200) throw new UnreachableSource(this.#refusal(sent));
    if (response.body.size > sent.body.length)
      throw new UnusableInput(`${this.#shown} is too large for a manifest: ${response.body.size} bytes`);
    return [{ path: reference, bytes: sent.body, contentType: contentTypeOf(sent), digest }];
  }

  async images(): Promise<DockerImage[]> {
    return [];
  }

  async open({ digest, mediaType }: { digest: string; mediaType: string }): Promise<Blob | undefined> {
    if (isManifestType(mediaType) || isIndexType(mediaType)) return this.#manifest(digest, mediaType);
    const url = `blobs/${digest}`;
    const sent = await this.#client.send(
      { method: "HEAD", url: `${this.#base}/${url}` },
      { scenario, step: `ask for ${url}` },
    );
    const { response, error } = sent.exchange;
    if (error) throw new UnreachableSource(this.#refusal(sent));
    if (response?.status === 404) return undefined;
    if (response?.status === 401 || response?.status === 403) throw new UnreachableSource(this.#refusal(sent));
    const length = response?.status === 200 ? headerOf(response.headers, "Content-Length") : undefined;
    return { size: length && /^\d+$/.test(length) ? Number(length) : undefined, stream: () => this.#read(url) };
  }

  list(): Stored[] {
    return [];
  }

  close(): Promise<void> {
    return this.#client.close();
  }

  get #shown(): string {
    const { registry, repository, reference, digest } = this.#from;
    return `${registry}/${repository}${digest ? "@" : ":"}${reference}`;
  }

  async #manifest(digest: string, mediaType: string): Promise<Blob | undefined> {
    const sent = await this.#get(`manifests/${digest}`, { Accept: `${mediaType}, ${accept}` });
    const { response } = sent.exchange;
    if (response?.status === 404) return undefined;
    if (response?.status !== 200) throw new UnreachableSource(this.#refusal(sent));
    const { body } = sent;
    return {
      size: response.body.size,
      mediaType: contentTypeOf(sent),
      async *stream() {
        yield body;
      },
    };
  }

  async #get(url: string, headers: Record<string, string>): Promise<Sent> {
    return this.#client.send({ method: "GET", url: `${this.#base}/${url}`, headers }, { scenario, step: `get ${url}` });
  }

  async *#read(url: string): AsyncGenerator<Buffer> {
    const pipe = new PassThrough({ highWaterMark: 1024 * 1024 });
    // Whoever reads learns of a failure by the outcome below.
    pipe.on("error", () => {});
    const sink: BodySink = {
      write: (chunk) => (pipe.destroyed ? "stop" : pipe.write(chunk) ? "more" : "wait"),
      onReady: (goOn) => {
        pipe.once("drain", goOn);
        pipe.once("close", goOn);
      },
    };
    const sending = this.#client.send(
      { method: "GET", url: `${this.#base}/${url}`, into: sink },
      { scenario, step: `get ${url}` },
    );
    sending.then(() => pipe.end());
    for await (const chunk of pipe) yield chunk as Buffer;
    const sent = await sending;
    if (sent.exchange.response?.status !== 200 || sent.exchange.error) throw new UnreachableSource(this.#refusal(sent));
  }

  #refusal({ exchange: { response, error, request } }: Sent): string {
    if (error) return `${this.#client.baseUrl} cannot be read: ${error.message}`;
    if (response?.status === 401) {
      return request.headers.some(([header]) => header.toLowerCase() === "authorization")
        ? `${this.#client.baseUrl} refused the credentials for ${this.#from.repository} (it answered 401)`
        : `${this.#client.baseUrl} wants credentials for ${this.#from.repository} (it answered 401): give --username and --password, or --token`;
    }
    return `${this.#client.baseUrl} answered ${response?.status} to ${request.method} ${new URL(request.url).pathname}`;
  }
}
