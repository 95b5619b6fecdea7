import type { Call } from "./call.ts";
import type { Content } from "./content.ts";
import type { Exchange, ExchangeFailure, HeaderLine } from "./exchange.ts";
import type { WireResponse } from "./wire.ts";

/** Scenario and step that an exchange belongs to. */
export interface Label {
  scenario: string;
  step: string;
}

/** One request on the way to a call's last answer, secrets and all. */
export interface Hop {
  method: string;
  /** Absolute. */
  url: string;
  headers: HeaderLine[];
  body: Content | undefined;
  call: Call;
  /** Sent as the Authorization header. */
  authorization?: string;
  /** Its challenge has been answered: a second 401 stands. */
  challenged?: boolean;
  follows?: Exchange["follows"];
  locationOf?: string;
  /** Why it will not be sent; it is recorded all the same. */
  failure?: ExchangeFailure;
  /** What the response body holds that must be masked before it is recorded. */
  secretsIn?: (body: Buffer) => string[];
}

/** A hop's outcome: the record for the report, and the unmasked response for whoever decides what comes next. */
export interface Received {
  exchange: Exchange;
  response: WireResponse | undefined;
}

/** Looks at an answer and says what to send next, if anything. */
export type FollowUp = (hop: Hop, received: Received) => Hop | undefined | Promise<Hop | undefined>;

/** First value of a header, by case-insensitive name. */
export function headerOf(lines: readonly HeaderLine[], name: string): string | undefined {
  return headersOf(lines, name)[0];
}

/** All values of a header, by case-insensitive name. */
export function headersOf(lines: readonly HeaderLine[], name: string): string[] {
  const wanted = name.toLowerCase();
  return lines.filter(([key]) => key.toLowerCase() === wanted).map(([, value]) => value);
}

export function withoutHeaders(lines: readonly HeaderLine[], ...names: string[]): HeaderLine[] {
  return lines.filter(([key]) => !names.includes(key.toLowerCase()));
}
