import type { LookupFunction } from "node:net";
import { rootCertificates } from "node:tls";
import type { HeaderLine } from "./exchange.ts";

export interface ConnectionOptions {
  /** Connections to one origin; how many requests are under way at once. */
  concurrency: number;
  /** Accept any certificate. */
  insecure?: boolean;
  /** PEM of authorities to trust besides the usual ones. */
  ca?: string;
  /** PEM of our own certificate and its key, for servers that ask for one. */
  cert?: string;
  key?: string;
  /** The Unix socket at which one origin listens; no proxy is asked for it. */
  unixSocket?: { origin: string; path: string };
  /** The http(s) proxy to reach an origin through; undefined or empty for none. Every connection is tunnelled (CONNECT). */
  proxyFor?: (origin: string) => string | undefined;
  /** Looks up the names of what is not reached through a proxy; default: as Node does. */
  lookup?: LookupFunction;
}

/** What `tls.connect` needs to know of the options. */
export function tlsOptions({ insecure, ca, cert, key }: ConnectionOptions) {
  return {
    rejectUnauthorized: !insecure,
    ...(ca ? { ca: [...rootCertificates, ca] } : {}),
    ...(cert ? { cert, key } : {}),
  };
}

/** What `net.connect` needs to know of them where it looks the name up itself. */
export function lookingUp({ lookup }: ConnectionOptions) {
  return lookup ? { lookup } : {};
}

/** The path of the socket at which the origin listens, where it is known to. */
export function socketPathOf({ unixSocket }: ConnectionOptions, origin: string): string | undefined {
  return unixSocket?.origin === origin ? unixSocket.path : undefined;
}

/** A parser's flat list of names and values as pairs, byte for byte. */
export function headerLines(raw: readonly (Buffer | string)[]): HeaderLine[] {
  const lines: HeaderLine[] = [];
  for (let at = 0; at + 1 < raw.length; at += 2) lines.push([latin1(raw[at]), latin1(raw[at + 1])]);
  return lines;
}

function latin1(value: Buffer | string | undefined): string {
  return typeof value === "string" ? value : (value?.toString("latin1") ?? "");
}
