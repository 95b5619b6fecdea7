import type { Call } from "../../client/call.ts";
import type { Client } from "../../client/client.ts";
import { Content } from "../../client/content.ts";
import type { Exchange } from "../../client/exchange.ts";

/** What the fake target answers; undefined stands for a connection that was cut. */
export type FakeAnswer = { status: number; headers?: [string, string][]; body?: string } | undefined;

/** A client without a network: every call is answered by the function. */
export function fakeClient(answer: (call: Call) => FakeAnswer): Client {
  const exchanges: Exchange[] = [];
  return {
    baseUrl: "http://fake.example",
    exchanges,
    async send(call, label) {
      const answered = answer(call);
      const body = Content.text(answered?.body ?? "");
      const exchange: Exchange = {
        id: `x${exchanges.length + 1}`,
        ...label,
        request: {
          method: call.method,
          url: call.url.startsWith("/") ? `http://fake.example${call.url}` : call.url,
          headers: [],
          body: recorded(call.body ?? Content.empty),
        },
        ...(answered
          ? { response: { status: answered.status, headers: answered.headers ?? [], body: recorded(body) } }
          : { error: { kind: "reset" as const, message: "the connection was cut" } }),
        startedAt: "2026-01-01T00:00:00.000Z",
        timings: { firstByteMs: 1, totalMs: 1 },
        ...(call.about ? { about: call.about.record } : {}),
      };
      exchanges.push(exchange);
      return { exchange, body: body.bytes };
    },
    close: async () => {},
  };
}

function recorded(content: Content) {
  const { size, digest, sha512 } = content;
  return { size, digest, sha512, text: content.bytes.toString("utf8") };
}
