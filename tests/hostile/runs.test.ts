import { describe, expect, test } from "vitest";
import { encounter, expectNoHarm } from "./encounter.ts";
import { kinds } from "./kinds.ts";

/** One scenario of uploads, and the one that every verdict rests on. Whole runs, and the other kinds: `npm run test:hostile`. */
const few = { only: ["push.put.created-201"], timeout: 0.2 };

/** Kinds that cost more than a moment. */
const slow = /silence|minimum|not there|4 MiB|thousand headers/;

const groups = Object.entries(kinds).filter(([group]) => /connections|headers|locations|auth/.test(group));

describe.each(groups)("A registry hostile by its %s", (_, group) => {
  test.each(Object.entries(group).filter(([name]) => !slow.test(name)))("does no harm by %s", async (_, hostility) => {
    expectNoHarm(await encounter(hostility, few));
  });
});

/** None of these is about silence: what takes long on a busy machine must not be taken for it. */
const patient = { ...few, timeout: 10 };

/** What a person is told, where the cause is not the one that shows first. */
test.each([
  ["auth", "tokens that never work", /refused the credentials \(GET \/v2\/ answered 401\)/],
  ["auth", "a realm of file:", /the realm of the Bearer challenge is no http\(s\) URL/],
  ["auth", "no JSON for a token", /the token server .* sent no JSON/],
  ["auth", "a token with a line break", /sent neither a token nor an access_token that a header can hold/],
  ["auth", "a token of 4 MiB", /sent neither a token nor an access_token that a header can hold/],
  ["auth", "a hundred thousand tokens", /sent neither a token nor an access_token that a header can hold/],
])("%s: %s is named as the cause", async (group, name, cause) => {
  const { refusal } = await encounter(kinds[group]?.[name] ?? {}, patient);
  expect(refusal).toMatch(cause);
});

test.each([
  ["locations", "a Location of javascript:", /not sent: the URL is no http\(s\) URL/],
  ["locations", "ten thousand redirects", /not sent: more than 5 redirects/],
  ["locations", "a redirect to itself", /a redirect back to a URL that was already asked/],
  ["locations", "a Location with spaces and quotes", /the request cannot be sent/],
  ["connections", "a reset within the body", /closed the connection after status 200 and \d+ of 100 bytes/],
  ["connections", "no HTTP at all", /sent no proper HTTP response/],
  ["headers", "a header of 1 MiB", /sent more than 16 KiB of headers/],
])("%s: %s is what the verdicts name", async (group, name, cause) => {
  const { report } = await encounter(kinds[group]?.[name] ?? {}, patient);
  const messages = report?.results.map(({ message = "" }) => message) ?? [];
  expect(messages.filter((message) => cause.test(message))).not.toEqual([]);
});

test.each([
  "a body behind the answer to a HEAD",
  "an answer that nobody asked for behind each",
  "an empty line behind each answer",
])("%s is not taken for the answer to the next request", async (name) => {
  const { report } = await encounter(kinds.connections?.[name] ?? {}, patient);
  expect(report?.results.map(({ verdict }) => verdict)).toEqual(["pass"]);
});
