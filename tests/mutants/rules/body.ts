import { type Answer, withBody } from "../message.ts";
import type { AnswerRule } from "../rule.ts";

const flipped = (body: Buffer, at: number) => {
  const copy = Buffer.from(body);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
};

const changes: Record<string, (body: Buffer) => Buffer> = {
  "first byte flipped": (body) => flipped(body, 0),
  "middle byte flipped": (body) => flipped(body, body.length >> 1),
  "last byte flipped": (body) => flipped(body, body.length - 1),
  "last byte lost": (body) => body.subarray(0, -1),
  "second half lost": (body) => body.subarray(0, body.length >> 1),
  "byte appended": (body) => Buffer.concat([body, Buffer.from(" ")]),
  "twice over": (body) => Buffer.concat([body, body]),
  emptied: () => Buffer.alloc(0),
  "other bytes of the same length": (body) => Buffer.alloc(body.length, "x"),
};

export const bodyChanged: AnswerRule = {
  name: "body changed",
  details: ({ body }) => (body.length > 0 ? Object.keys(changes) : []),
  change: (answer, how) =>
    answer.body.length > 0 ? withBody(answer, changes[how]?.(answer.body) ?? answer.body) : answer,
};

export const replayed: AnswerRule = {
  name: "answer replayed",
  details: () => ["the first of its kind", "the one before", "the first to the same request"],
  change(answer, detail, _request, { first, previous, stale }): Answer {
    const earlier = {
      "the first of its kind": first,
      "the one before": previous,
      "the first to the same request": stale,
    };
    return earlier[detail as keyof typeof earlier] ?? answer;
  },
};
