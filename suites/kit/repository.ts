import type { Call } from "../../client/call.ts";
import type { Content } from "../../client/content.ts";
import { mediaTypes } from "./media-types.ts";

type Options = Partial<Pick<Call, "headers" | "about" | "as" | "followRedirects">> & {
  /** Appended to the URL as it is, without the question mark. */
  query?: string;
};

/** A repository by its name. It builds the spec's calls; `step` sends them. */
export class Repository {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }

  /** POST that opens an upload session (end-4a). */
  openUpload(options: Options = {}): Call {
    return this.#call("POST", "blobs/uploads/", { ...options, headers: { "Content-Length": "0", ...options.headers } });
  }

  /** POST that carries the whole blob (end-4b). */
  postBlob(blob: Content, digest = blob.digest, options: Options = {}): Call {
    return {
      ...this.#call("POST", "blobs/uploads/", {
        query: `digest=${digest}`,
        about: blob,
        ...options,
        headers: { "Content-Type": "application/octet-stream", ...options.headers },
      }),
      body: blob,
    };
  }

  /** POST that asks for a blob of another repository (end-11). */
  mountBlob(blob: Content | string, from?: string, options: Options = {}): Call {
    const digest = typeof blob === "string" ? blob : blob.digest;
    const query = `mount=${digest}${from === undefined ? "" : `&from=${from}`}`;
    const about = typeof blob === "string" ? {} : { about: blob };
    return this.openUpload({ query, ...about, ...options });
  }

  getBlob(blob: Content | string, options: Options = {}): Call {
    return this.#read("GET", "blobs", blob, options);
  }

  headBlob(blob: Content | string, options: Options = {}): Call {
    return this.#read("HEAD", "blobs", blob, options);
  }

  deleteBlob(blob: Content | string, options: Options = {}): Call {
    return this.#read("DELETE", "blobs", blob, options);
  }

  /** GET by tag or digest (end-3), accepting every manifest type known to us unless `headers` say otherwise. */
  getManifest(reference: string, options: Options = {}): Call {
    return this.#manifest("GET", reference, options);
  }

  headManifest(reference: string, options: Options = {}): Call {
    return this.#manifest("HEAD", reference, options);
  }

  /** PUT under a tag or digest (end-7), with the content's media type as Content-Type. */
  putManifest(reference: string, manifest: Content, options: Options = {}): Call {
    const type: Record<string, string> = manifest.mediaType ? { "Content-Type": manifest.mediaType } : {};
    return {
      ...this.#call("PUT", `manifests/${reference}`, {
        about: manifest,
        ...options,
        headers: { ...type, ...options.headers },
      }),
      body: manifest,
    };
  }

  deleteManifest(reference: string, options: Options = {}): Call {
    return this.#call("DELETE", `manifests/${reference}`, options);
  }

  /** GET of the tag list (end-8a, end-8b). */
  listTags(options: Options = {}): Call {
    return this.#call("GET", "tags/list", options);
  }

  /** Any other request below `/v2/<name>/`. */
  request(method: string, path: string, options: Options & { body?: Content } = {}): Call {
    const { body, ...rest } = options;
    return { ...this.#call(method, path, rest), ...(body ? { body } : {}) };
  }

  #read(method: string, kind: string, blob: Content | string, options: Options): Call {
    if (typeof blob === "string") return this.#call(method, `${kind}/${blob}`, options);
    return this.#call(method, `${kind}/${blob.digest}`, { about: blob, ...options });
  }

  #manifest(method: string, reference: string, options: Options): Call {
    const headers = { Accept: mediaTypes.manifests.join(", "), ...options.headers };
    return this.#call(method, `manifests/${reference}`, { ...options, headers });
  }

  #call(method: string, path: string, { query, ...rest }: Options): Call {
    return { method, url: `/v2/${this.name}/${path}${query === undefined ? "" : `?${query}`}`, ...rest };
  }
}
