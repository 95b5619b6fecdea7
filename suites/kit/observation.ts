import type { ContentRecord, Exchange, RecordedBody } from "../../client/exchange.ts";
import { Inconclusive } from "./outcome.ts";

/** A recorded exchange as a check reads it. Pure: nothing here talks to the target. */
export class Observation {
  readonly exchange: Exchange;
  /** The hops that led here, first one first: redirects, challenges, throttled attempts. */
  readonly hops: readonly Observation[];

  constructor(exchange: Exchange, hops: readonly Observation[] = []) {
    this.exchange = exchange;
    this.hops = hops;
  }

  /** "step (METHOD url)", for messages. */
  get label(): string {
    return `${this.exchange.step} (${this.exchange.request.method} ${this.exchange.request.url})`;
  }

  /** Whether a response came, and came whole. */
  get answered(): boolean {
    return this.exchange.response !== undefined;
  }

  /** @throws Inconclusive when no response came, or none that was whole */
  get response(): NonNullable<Exchange["response"]> {
    const { response, error } = this.exchange;
    if (!response) throw new Inconclusive(`${this.label}: ${error?.message ?? "no answer"}`, this.exchange);
    return response;
  }

  get status(): number {
    return this.response.status;
  }

  /** Any 4xx. */
  get refused(): boolean {
    return this.status >= 400 && this.status < 500;
  }

  get body(): RecordedBody {
    return this.response.body;
  }

  /** The content this exchange is about. */
  get about(): ContentRecord | undefined {
    return this.exchange.about;
  }

  /** First value of a header, by case-insensitive name. */
  header(name: string): string | undefined {
    return this.headers(name)[0];
  }

  /** All values of a header, in order, by case-insensitive name. */
  headers(name: string): string[] {
    const wanted = name.toLowerCase();
    return this.response.headers.filter(([key]) => key.toLowerCase() === wanted).map(([, value]) => value);
  }

  /** First value of a header that was sent, by case-insensitive name. */
  requestHeader(name: string): string | undefined {
    return this.exchange.request.headers.find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
  }

  /** The body as JSON; undefined when it is none, or longer than what is kept of it. */
  get json(): unknown {
    const { text, truncated } = this.body;
    if (text === undefined || truncated) return undefined;
    try {
      return JSON.parse(text);
    } catch {
      return undefined;
    }
  }

  /** The body as a JSON object; undefined when it is anything else. */
  get jsonObject(): Record<string, unknown> | undefined {
    return isObject(this.json) ? this.json : undefined;
  }
}

/** Not absent: a step's `shows` where nothing more can be said. */
export function isThere({ status }: Observation): boolean {
  return status !== 404;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The content's digest in the algorithm that `digest` names; undefined for an algorithm we cannot compute. */
export function digestLike(digest: string, content: { digest: string; sha512?: string }): string | undefined {
  if (digest.startsWith("sha256:")) return content.digest;
  if (digest.startsWith("sha512:")) return content.sha512;
  return undefined;
}
