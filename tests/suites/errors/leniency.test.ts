import { expect, test } from "vitest";
import type { Answer } from "../../../registry/answer.ts";
import { setHeader, when, withBody, withHeader, withJson } from "../../../registry/rewrite.ts";
import type { RequirementId } from "../../../specs/catalogue.ts";
import { judged, type Variation } from "../base/judged.ts";

const refused = [400, 404, 405, 413, 416];

/** Every refusal with other content. */
function refusing(type: string, text: string): Variation {
  const change = withBody(() => Buffer.from(text));
  return {
    answer: {
      every: when(refused, async (...of) => setHeader((await change(...of)) as Answer, "Content-Type", type)),
    },
  };
}

/** Refusals for malformed digests with these errors. */
const errors = (...of: unknown[]): Variation => ({
  answer: {
    "blob.get": when(
      400,
      withJson(() => ({ errors: of })),
    ),
  },
});

const warning = (value: string): Variation => ({ answer: { "manifest.get": withHeader("Warning", value) } });

const cases: [what: string, id: RequirementId, verdict: string, variation: Variation][] = [
  ["plain text", "errors.body.schema", "skip", refusing("text/plain", "no")],
  ["a number, as text", "errors.body.schema", "skip", refusing("text/plain", "404")],
  ["nothing", "errors.body.schema", "skip", refusing("application/json", "")],
  ["JSON that is none", "errors.body.schema", "fail", refusing("application/json; charset=utf-8", "no")],
  ["an undeclared object", "errors.body.schema", "fail", refusing("text/plain", "{}")],
  ["plain text", "errors.code.blob-unknown", "skip", refusing("text/plain", "no")],
  ["plain text", "errors.404-consistent", "pass", refusing("text/plain", "no")],
  ["a code alone", "errors.body.schema", "pass", errors({ code: "DIGEST_INVALID" })],
  ["a code that is a number", "errors.body.schema", "fail", errors({ code: 4 })],
  ["no errors in the list", "errors.body.schema", "pass", errors()],
  ["a code of Docker's", "errors.body.code-enum", "pass", errors({ code: "TAG_INVALID" })],
  ["a code in lower case", "errors.body.code-enum", "pass", errors({ code: "digest_invalid" })],
  ["no message", "errors.body.message-optional", "pass", errors({ code: "DIGEST_INVALID", message: null })],
  ["an empty message", "errors.body.message-optional", "pass", errors({ code: "DIGEST_INVALID", message: "" })],
  ["two warnings in one", "errors.warning.header-form", "pass", warning('299 - "a \\"b\\"", 299 - "c, d"')],
  ["an agent with a name", "errors.warning.header-form", "fail", warning('299 registry "a"')],
];

test.each(cases)("%s: %s gives %s", async (_, id, verdict, variation) => {
  expect((await judged(id, variation)).verdict).toBe(verdict);
});
