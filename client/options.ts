import type { Credentials } from "./auth/credentials.ts";
import type { ConnectionOptions } from "./connection.ts";
import type { Exchange } from "./exchange.ts";
import type { Resolve } from "./own-machine.ts";
import type { ThrottleOptions } from "./throttle.ts";

export interface ClientOptions extends Omit<ConnectionOptions, "concurrency" | "unixSocket" | "lookup"> {
  /** `https://registry.example`, or with a path prefix. */
  baseUrl: string;
  /** Path of the Unix socket at which the base URL's origin listens. */
  unixSocket?: string;
  credentials?: Credentials;
  /** Those of an account with fewer rights. */
  limitedCredentials?: Credentials;
  /** The scope to ask token servers for, whatever the challenges say. */
  scope?: string;
  /** Requests under way at once; default 16, and up to 96 when the target is far away. */
  concurrency?: number;
  /** Requests that start in one second at most; default: as many as there are. */
  perSecond?: number;
  /** For one exchange, connecting included; default 30 000. */
  timeoutMs?: number;
  /** A longer response body is a failure; default 64 MiB. */
  maxBodyBytes?: number;
  /** So is one that is handed on piece by piece and longer than this, where its size is not known; default 64 GiB. */
  maxStreamBytes?: number;
  /** How long `expectContinue` waits for the interim answer; default 1000. */
  continueWaitMs?: number;
  userAgent?: string;
  /** Ends everything under way, and all that is still asked for, as `cancelled`. */
  signal?: AbortSignal;
  throttle?: ThrottleOptions;
  /** Finds the addresses of a name; default: the system's way. */
  resolve?: Resolve;
  /** Called with every exchange as it ends, hops and token requests included. */
  onExchange?: (exchange: Exchange) => void;
}
