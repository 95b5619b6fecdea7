import { type Answer, headerOf, type Request, withHeader, withoutHeader } from "../message.ts";
import type { AnswerRule } from "../rule.ts";
import { changesOf } from "./header-values.ts";

/** What belongs to the connection, and the time of day. */
const ofNoInterest = new Set(["date", "connection", "keep-alive", "transfer-encoding"]);

export const headerDropped: AnswerRule = {
  name: "header dropped",
  details: ({ headers }) => headers.map(([name]) => name.toLowerCase()).filter((name) => !ofNoInterest.has(name)),
  change: (answer, name) => withoutHeader(answer, name),
};

export const headerChanged: AnswerRule = {
  name: "header changed",
  details: ({ headers }) =>
    headers.flatMap(([name, value]) =>
      Object.entries(changesOf(name)).flatMap(([how, change]) =>
        change(value) === value ? [] : [`${name.toLowerCase()}: ${how}`],
      ),
    ),
  change(answer, detail) {
    const [name = "", how = ""] = detail.split(": ", 2);
    const value = headerOf(answer, name);
    const change = changesOf(name)[how];
    return value === undefined || !change ? answer : withHeader(answer, name, change(value));
  },
};

const otherDigest = `sha256:${"5".repeat(64)}`;

/** Headers that say something untrue of an answer that lacked them. */
const additions: Record<string, (request: Request, answer: Answer) => string> = {
  "docker-content-digest": () => otherDigest,
  "oci-subject": () => otherDigest,
  "oci-filters-applied": () => "artifactType",
  "oci-chunk-min-length": () => "1000000000000",
  "content-encoding": () => "gzip",
  "accept-ranges": () => "none",
  link: ({ target }) => `<${target}>; rel="next"`,
  warning: () => "a warning in no form",
};

export const headerAdded: AnswerRule = {
  name: "header added",
  details: (answer) => Object.keys(additions).filter((name) => headerOf(answer, name) === undefined),
  change: (answer, name, request) =>
    headerOf(answer, name) === undefined ? withHeader(answer, name, additions[name]?.(request, answer) ?? "") : answer,
};
