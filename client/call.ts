import type { Content } from "./content.ts";
import type { BodySink } from "./wire.ts";

/** Whose credentials a call carries: the run's, those of the account with fewer rights, or nobody's. */
export type Identity = "run" | "limited" | "anonymous";

/**
 * A request to be sent, byte for byte as described: no path is normalised, no header is added beyond
 * `Host`, `Content-Length` (or chunked coding), `Authorization` and `User-Agent`.
 */
export interface Call {
  method: string;
  /** Path and query below the target's base URL, starting with `/v2`; or an absolute URL (a Location). */
  url: string;
  headers?: Record<string, string | string[]>;
  body?: Content;
  /** What the request is about, when an answer will be compared with it. */
  about?: Content;
  /** Default `run`. */
  as?: Identity;
  /** Redirects are followed, and every hop recorded, unless this says false. */
  followRedirects?: boolean;
  /** The exchange whose Location this call goes to. */
  locationOf?: string;
  /** Send the body with chunked transfer coding and no Content-Length. */
  chunkedCoding?: boolean;
  /** Declare this Content-Length whatever the body's size; the connection is half-closed after the body. */
  declaredLength?: number;
  /** Takes the body of a 2xx answer piece by piece; nothing of it is kept, and the time-out is for every 16 KiB. */
  into?: BodySink;
  /** Sent before others that wait for a place among the requests under way. */
  goesFirst?: boolean | undefined;
  /** Send `Expect: 100-continue` and wait for the interim answer (or for `continueWaitMs`) before the body. */
  expectContinue?: boolean;
}
