import type { ExchangeFailure, FailureKind, HeaderLine } from "./exchange.ts";
import { LeadsHere } from "./own-machine.ts";

/** How far the response had come when it broke off. */
export interface Progress {
  status: number | undefined;
  headers: readonly HeaderLine[];
  /** Bytes of body. */
  received: number;
}

const noProgress: Progress = { status: undefined, headers: [], received: 0 };

/** What a transport's error means, in one line for people. `host` is `name:port` as in the Host header. */
export function failureOf(thrown: unknown, host: string, progress = noProgress): ExchangeFailure {
  const error = rootOf(thrown);
  if (error instanceof LeadsHere) return { kind: "redirects", message: `not sent: ${error.message}` };
  const code = codeOf(error);
  const known = byCode[code];
  if (known) return { kind: known[0], message: known[1](host) };
  if (/^(DEPTH_ZERO|SELF_SIGNED|CERT_|UNABLE_TO|ERR_TLS|ERR_SSL|EPROTO|CRL_)/.test(code)) {
    return { kind: "tls", message: `TLS with ${host} failed: ${tidy(error)}` };
  }
  if (/before secure TLS connection/.test(error.message)) {
    return { kind: "tls", message: `${host} closed the connection during the TLS handshake` };
  }
  const tunnel = /^Proxy (?:response \((\d+)\)|connection ended)/.exec(error.message);
  if (tunnel) {
    const how = tunnel[1] === undefined ? "hung up" : `answered ${tunnel[1]}`;
    return { kind: "refused", message: `the proxy makes no way to ${host}: it ${how}` };
  }
  // Of a 101, in undici's words.
  if (error.message === "bad upgrade") {
    return { kind: "malformed", message: `${host} switched to another protocol (status 101), which nobody asked for` };
  }
  if (resets.has(code) || cutShort(code, progress)) return { kind: "reset", message: brokenOff(host, progress) };
  if (
    code === "UND_ERR_INVALID_ARG" ||
    code === "ERR_UNESCAPED_CHARACTERS" ||
    code === "ERR_INVALID_CHAR" ||
    code === "ERR_INVALID_HTTP_TOKEN"
  ) {
    return { kind: "malformed", message: `the request cannot be sent: ${tidy(error)}` };
  }
  return { kind: "malformed", message: `${host} sent no proper HTTP response: ${tidy(error)}` };
}

const byCode: Record<string, [FailureKind, (host: string) => string]> = {
  ECONNREFUSED: ["refused", (host) => `${host} refuses connections`],
  EHOSTUNREACH: ["refused", (host) => `no route to ${host}`],
  ENETUNREACH: ["refused", (host) => `no route to ${host}`],
  EADDRNOTAVAIL: ["refused", (host) => `no route to ${host}`],
  // Of a Unix socket.
  ENOENT: ["refused", (host) => `there is no socket to reach ${host} by`],
  EACCES: ["refused", (host) => `the socket to reach ${host} by may not be written to`],
  ENOTFOUND: ["dns", (host) => `the name of ${host} does not resolve`],
  EAI_AGAIN: ["dns", (host) => `the name of ${host} could not be looked up`],
  ETIMEDOUT: ["timeout", (host) => `no connection to ${host}`],
  UND_ERR_CONNECT_TIMEOUT: ["timeout", (host) => `no connection to ${host}`],
  DEPTH_ZERO_SELF_SIGNED_CERT: ["tls", (host) => `${host} has a self-signed certificate; ${trustIt}`],
  SELF_SIGNED_CERT_IN_CHAIN: ["tls", (host) => `${host} has a certificate of an unknown authority; ${trustIt}`],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: ["tls", (host) => `${host} has a certificate of an unknown authority; ${trustIt}`],
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: ["tls", (host) => `${host} has a certificate of an unknown authority; ${trustIt}`],
  CERT_HAS_EXPIRED: ["tls", (host) => `the certificate of ${host} has expired`],
  CERT_NOT_YET_VALID: ["tls", (host) => `the certificate of ${host} is not valid yet`],
  ERR_TLS_CERT_ALTNAME_INVALID: ["tls", (host) => `the certificate of ${host} is for another name`],
  ERR_SSL_WRONG_VERSION_NUMBER: ["tls", (host) => `${host} does not speak TLS on this port; is it plain http?`],
  UND_ERR_HEADERS_OVERFLOW: ["malformed", (host) => `${host} sent more than 16 KiB of headers`],
  HPE_HEADER_OVERFLOW: ["malformed", (host) => `${host} sent more than 16 KiB of headers`],
  // undici's parser takes it for granted that a final answer has one.
  ERR_ASSERTION: ["malformed", (host) => `${host} sent no proper HTTP response: its status is none of an answer`],
};

const trustIt = "pass --ca with its authority's certificate, or --insecure";

const resets = new Set(["ECONNRESET", "EPIPE", "ECONNABORTED", "UND_ERR_SOCKET", "UND_ERR_DESTROYED"]);

/** The parser calls a body that ends too early malformed; in truth the connection was closed. */
function cutShort(code: string, { headers, received }: Progress): boolean {
  if (code === "HPE_INVALID_EOF_STATE") return true;
  if (code !== "UND_ERR_RES_CONTENT_LENGTH_MISMATCH") return false;
  const declared = declaredLengths(headers);
  return declared.length === 1 && received < Number(declared[0]);
}

function brokenOff(host: string, { status, headers, received }: Progress): string {
  if (status === undefined) return `${host} closed the connection without a response`;
  const [declared] = declaredLengths(headers);
  const part = declared === undefined ? `${received} bytes` : `${received} of ${declared} bytes`;
  return `${host} closed the connection after status ${status} and ${part} of the body`;
}

function declaredLengths(headers: readonly HeaderLine[]): string[] {
  return headers.filter(([name]) => name.toLowerCase() === "content-length").map(([, value]) => value);
}

/** A name with several addresses fails with all their errors in one; the first stands for them. */
function rootOf(thrown: unknown): Error {
  if (thrown instanceof AggregateError && thrown.errors.length > 0) return rootOf(thrown.errors[0]);
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

function codeOf(error: Error): string {
  return "code" in error && typeof error.code === "string" ? error.code : "";
}

/** One line, without OpenSSL's addresses and file names. */
function tidy(error: Error): string {
  const reason = "reason" in error && typeof error.reason === "string" ? error.reason : error.message;
  return (reason.split("\n")[0] ?? "").trim() || error.name;
}
