/** What is kept of one request and its response. Plain data: it goes into the report as it is. */

/** A header line as it stood on the wire: name in its own case, value with secrets masked. */
export type HeaderLine = [name: string, value: string];

/** A body as it is recorded: never the whole of a large one, always enough to judge it. */
export interface RecordedBody {
  /** Bytes. */
  size: number;
  /** `sha256:<hex>` of all bytes, whatever is kept of them. */
  digest: string;
  /** `sha512:<hex>` of all bytes; only for bodies of up to 64 KiB. */
  sha512?: string;
  /** The bytes as text when they are UTF-8 and short; the head of them when `truncated`. */
  text?: string;
  /** The bytes in base64 when they are short but no UTF-8; the head of them when `truncated`. */
  base64?: string;
  truncated?: true;
  /** A shell command that prints these very bytes (request bodies only). */
  source?: string;
}

/** Content that a request is about, so that an answer can be compared with it. */
export interface ContentRecord {
  size: number;
  /** `sha256:<hex>` */
  digest: string;
  /** `sha512:<hex>`; only for content of up to 64 KiB. */
  sha512?: string;
  mediaType?: string;
}

export interface RecordedRequest {
  method: string;
  /** Absolute, exactly as sent, secrets masked. */
  url: string;
  headers: HeaderLine[];
  body: RecordedBody;
}

export interface RecordedResponse {
  status: number;
  headers: HeaderLine[];
  body: RecordedBody;
}

/** Why there is no response. `refused` and `dns` say that the target is not there at all. */
export type FailureKind =
  | "refused"
  | "dns"
  | "tls"
  | "timeout"
  | "reset"
  | "malformed"
  | "too-large"
  | "redirects"
  | "cancelled";

export interface ExchangeFailure {
  kind: FailureKind;
  /** One line, for people. */
  message: string;
}

/** One recorded request with its response, or with the reason why there is none. */
export interface Exchange {
  /** Unique in a report: `x1`, `x2`, … in the order of sending. */
  id: string;
  /** Title of the scenario it belongs to. */
  scenario: string;
  /**
   * Name of the step; hops that led to it (redirects, challenges, waits) bear the same name, and the last of them is
   * the step's answer. A request to a token server is a step of its own, `token for <step>`.
   */
  step: string;
  request: RecordedRequest;
  response?: RecordedResponse;
  error?: ExchangeFailure;
  /** ISO 8601 */
  startedAt: string;
  timings: { firstByteMs: number | null; totalMs: number };
  /** The content the request is about. */
  about?: ContentRecord;
  /** The exchange whose Location header this request went to. */
  locationOf?: string;
  /** The exchange that this one followed up: a redirect, an authentication challenge, a 429 to wait for. */
  follows?: { exchange: string; because: "redirect" | "challenge" | "throttled" };
}
