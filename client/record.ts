import { isUtf8 } from "node:buffer";
import { Content } from "./content.ts";
import type { Exchange, RecordedBody } from "./exchange.ts";
import type { Hop, Label } from "./hop.ts";
import type { Redactor } from "./redact.ts";
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
        url: this.#redactor.url(hop.url),
        headers: result.sent.map((line) => this.#redactor.header(line)),
        body: {
          ...this.#body(content.record, content.bytes),
          ...(hop.body ? { source: this.#redactor.text(content.source) } : {}),
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

  #body(whole: { size: number; digest: string; sha512: string }, bytes: Buffer): RecordedBody {
    const { size, digest, sha512 } = whole;
    const facts = { size, digest, sha512 };
    if (size === 0) return { ...facts, text: "" };
    const limit = looksLikeJson(bytes) ? wholeJson : head;
    const kept = size <= limit ? bytes : cutBetweenCharacters(bytes.subarray(0, head));
    return {
      ...facts,
      ...(isUtf8(kept)
        ? { text: this.#redactor.text(kept.toString("utf8")) }
        : { base64: Buffer.from(this.#redactor.text(kept.toString("latin1")), "latin1").toString("base64") }),
      ...(kept.length < size ? { truncated: true as const } : {}),
    };
  }
}

function looksLikeJson(bytes: Buffer): boolean {
  return /^\s*[[{]/.test(bytes.toString("latin1", 0, 64));
}

/** Without the UTF-8 character that the cut went through, so that the head of a text is a text. */
function cutBetweenCharacters(bytes: Buffer): Buffer {
  let end = bytes.length;
  while (end > 0 && bytes.length - end < 3 && ((bytes[end - 1] ?? 0) & 0xc0) === 0x80) end--;
  const shortened = bytes.subarray(0, ((bytes[end - 1] ?? 0) & 0xc0) === 0xc0 ? end - 1 : end);
  return isUtf8(bytes) ? bytes : isUtf8(shortened) ? shortened : bytes;
}

function rounded<T extends number | null>(milliseconds: T): T {
  return (milliseconds === null ? null : Math.round(milliseconds * 1000) / 1000) as T;
}
