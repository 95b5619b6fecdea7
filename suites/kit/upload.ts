import type { Call } from "../../client/call.ts";
import { Content } from "../../client/content.ts";

/** An upload session, known by the Location that an answer gave. It builds calls; `step` sends them. */
export class Upload {
  /** Exactly as the registry gave it, made absolute. */
  readonly url: string;
  readonly #locationOf: string;

  constructor(url: string, locationOf: string) {
    this.url = url;
    this.#locationOf = locationOf;
  }

  /**
   * PATCH with a chunk (end-5).
   * @param at offset of the chunk's first byte, for Content-Range; without it no Content-Range is sent
   * @param contentRange a Content-Range to send instead, as it is
   */
  patch(chunk: Content, options: { at?: number; contentRange?: string } & CallOptions = {}): Call {
    const { at, contentRange, ...rest } = options;
    return this.#call("PATCH", this.url, chunk, rangeHeader(chunk, at, contentRange), rest);
  }

  /**
   * PUT that closes the session (end-6), with the last chunk or without a body.
   * @param digest of the whole blob, or whatever shall stand in the query
   */
  put(digest: string | Content, chunk = Content.empty, options: PutOptions = {}): Call {
    const { at, contentRange, ...rest } = options;
    const whole = typeof digest === "string" ? undefined : digest;
    const value = typeof digest === "string" ? digest : digest.digest;
    const headers = rangeHeader(chunk, at, contentRange);
    return this.#call("PUT", this.withQuery(`digest=${value}`), chunk, headers, { about: whole ?? chunk, ...rest });
  }

  /** PUT without a digest parameter. */
  putWithoutDigest(chunk: Content): Call {
    return this.#call("PUT", this.url, chunk, {}, { about: chunk });
  }

  /** GET of the session's state (end-13). */
  status(): Call {
    return { method: "GET", url: this.url, locationOf: this.#locationOf };
  }

  /** DELETE of the session (end-14). */
  cancel(): Call {
    return { method: "DELETE", url: this.url, headers: { "Content-Length": "0" }, locationOf: this.#locationOf };
  }

  /** The session's URL with something appended to its query, whatever it has already; a fragment is never sent. */
  withQuery(query: string): string {
    const [url = ""] = this.url.split("#", 1);
    return `${url}${url.includes("?") ? "&" : "?"}${query}`;
  }

  /** The same session under a changed URL, as for an id that was never given out. */
  at(change: (url: string) => string): Upload {
    return new Upload(change(this.url), this.#locationOf);
  }

  #call(method: string, url: string, body: Content, headers: Record<string, string>, options: CallOptions): Call {
    return {
      method,
      url,
      body,
      headers: body.size > 0 ? { "Content-Type": "application/octet-stream", ...headers } : headers,
      about: body,
      locationOf: this.#locationOf,
      ...options,
    };
  }
}

type CallOptions = Partial<Pick<Call, "about" | "as" | "chunkedCoding" | "declaredLength" | "expectContinue">>;
type PutOptions = { at?: number; contentRange?: string } & CallOptions;

function rangeHeader(chunk: Content, at: number | undefined, contentRange: string | undefined): Record<string, string> {
  if (contentRange !== undefined) return { "Content-Range": contentRange };
  return at === undefined ? {} : { "Content-Range": `${at}-${at + chunk.size - 1}` };
}
