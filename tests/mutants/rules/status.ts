import type { AnswerRule } from "../rule.ts";

/** What a registry may mistake a status for. */
const mistakes: Record<number, number[]> = {
  200: [201, 202, 204, 206, 304, 404, 500],
  201: [200, 202, 204, 400, 404, 500],
  202: [200, 201, 204, 404, 405, 500],
  204: [200, 202, 404, 500],
  206: [200, 416, 500],
  304: [200, 412, 404],
  307: [301, 302, 404],
  400: [200, 404, 405, 422, 500],
  401: [403, 404, 500],
  404: [200, 202, 400, 403, 410, 500],
  405: [200, 202, 400, 404, 500, 501],
  412: [200, 400, 500],
  413: [201, 400, 500],
  415: [201, 400, 500],
  416: [200, 202, 206, 400, 404, 500],
  500: [200, 400],
  501: [405, 200],
};

export const statusChanged: AnswerRule = {
  name: "status changed",
  details: ({ status }) => (mistakes[status] ?? []).map((other) => `to ${other}`),
  change: (answer, detail) => ({ ...answer, status: Number(detail.slice(3)) }),
};
