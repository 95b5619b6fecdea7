import { Content } from "../../../client/content.ts";
import type { Exchange, ExchangeFailure, HeaderLine, RecordedBody } from "../../../client/exchange.ts";
import { Observation } from "../../../suites/kit/observation.ts";
import { Reply } from "../../../suites/kit/reply.ts";

interface Said {
  headers?: HeaderLine[];
  body?: string | RecordedBody;
  error?: ExchangeFailure;
  request?: Partial<Exchange["request"]>;
  about?: Content;
  /** What else is to be so. */
  more?: Partial<Exchange>;
}

/** An exchange with this status; undefined for one without a response. */
export function exchangeOf(
  status: number | undefined,
  { headers = [], body = "", error, request, about, more }: Said = {},
) {
  const url = "https://registry.example:5000/v2/a/blobs/uploads/";
  const said = typeof body === "string" ? bodyOf(body) : body;
  const exchange: Exchange = {
    id: "x7",
    scenario: "something is asked for",
    step: "ask",
    request: { method: "GET", url, headers: [], body: bodyOf(""), ...request },
    ...(status === undefined ? {} : { response: { status, headers, body: said } }),
    ...(error ? { error } : {}),
    startedAt: "2026-01-01T00:00:00.000Z",
    timings: { firstByteMs: 1, totalMs: 1 },
    ...(about ? { about: about.record } : {}),
    ...more,
  };
  return exchange;
}

export function answer(status?: number, said?: Said): Observation {
  return new Observation(exchangeOf(status, said));
}

/** @param location the Location as it was received, where what was recorded of it has a secret masked */
export function reply(status?: number, said?: Said, location?: string): Reply {
  const exchange = exchangeOf(status, said);
  return new Reply({ exchange, body: Buffer.alloc(0), ...(location === undefined ? {} : { location }) });
}

export function bodyOf(text: string): RecordedBody {
  const { size, digest, sha512 } = Content.text(text);
  return { size, digest, sha512, text };
}
