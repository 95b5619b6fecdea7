import { Content } from "./content.ts";
import type { Exchange, RecordedBody } from "./exchange.ts";
import type { Hop, Label } from "./hop.ts";
import { Redactor } from "./redact.ts";
import type { WireResult } from "./wire.ts";

/** JSON is kept whole up to this size: checks read it. */
const wholeJson = 64 * 1024;
/** Anything else is kept whole up to this size; of longer bodies this much is kept. */
const head = 4 * 1024;

/** Turns hops and their results into exchanges, in the order of sending, with every secret masked. */
export class Recorder {
  readonly #redactor: Redactor;
  readonly #onExchange: ((exchange: Exchange) => void) | undefined;
  /** One place for each request sent; empty while it is under way. */
  readonly #places: (Exchange | undefined)[] = [];

  constructor(redactor: Redactor, onExchange?: (exchange: Exchange) => void) {
    this.#redactor = redactor;
    this.#onExchange = onExchange;
  }

  get exchanges(): Exchange[] {
    return this.#places.filter((exchange) => exchange !== undefined);
  }

  /** Takes the next place; the function that comes back fills it. */
  begin(hop: Hop, label: Label): (result: WireResult) => Exchange {
    const place = this.#places.push(undefined) - 1;
    return (result) => {
      const exchange = this.#exchange(`x${place + 1}`, hop, label, result);
      this.#places[place] = exchange;
      this.#onExchange?.(exchange);
      return exchange;
    };
  }

  #exchange(id: string, hop: Hop, label: Label, result: WireResult): Exchange {
    const content = hop.body ?? Content.empty;
    const { response, failure } = result;
    return {
      id,
      scenario: label.scenario,
      step: label.step,
      request: {
        method: hop.method,
        url: this.#redactor.text(hop.url),
        headers: result.sent.map((line) => this.#redactor.header(line)),
        body: {
          ...this.#body(content.record, content.bytes),
          ...(hop.body && content.source ? { source: this.#redactor.text(content.source) } : {}),
        },
      },
      ...(response
        ? {
            response: {
              status: response.status,
              headers: response.headers.map((line) => this.#redactor.header(line)),
              body: this.#body(response.body, response.body.head),
            },
          }
        : {}),
      ...(failure ? { error: { kind: failure.kind, message: this.#redactor.text(failure.message) } } : {}),
      startedAt: new Date(result.startedAt).toISOString(),
      timings: { firstByteMs: rounded(result.firstByteMs), totalMs: rounded(result.totalMs) },
      ...(hop.call.about ? { about: hop.call.about.record } : {}),
      ...(hop.locationOf ? { locationOf: hop.locationOf } : {}),
      ...(hop.follows ? { follows: hop.follows } : {}),
    };
  }

  #body(whole: { size: number; digest: string; sha512?: string }, bytes: Buffer): RecordedBody {
    const { size, digest, sha512 } = whole;
    const facts = { size, digest, ...(sha512 ? { sha512 } : {}) };
    const complete = size <= (looksLikeJson(bytes) ? wholeJson : head);
    const more = complete ? bytes : bytes.subarray(0, Redactor.windowFor(head));
    const keep = (text: string) =>
      complete ? this.#redactor.text(text) : this.#redactor.head(text, head, more.length === size);
    const text = asUtf8(more, more.length < size);
    return {
      ...facts,
      ...(text === undefined
        ? { base64: Buffer.from(keep(more.toString("latin1")), "latin1").toString("base64") }
        : { text: keep(text) }),
      ...(complete ? {} : { truncated: true as const }),
    };
  }
}

function looksLikeJson(bytes: Buffer): boolean {
  return /^\s*[[{]/.test(bytes.toString("latin1", 0, 64));
}

/** The bytes as text, without a character that the cut went through; undefined when they are no UTF-8. */
function asUtf8(bytes: Buffer, cut: boolean): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes, { stream: cut });
  } catch {
    return undefined;
  }
}

function rounded<T extends number | null>(milliseconds: T): T {
  return (milliseconds === null ? null : Math.round(milliseconds * 1000) / 1000) as T;
}
