import { type CheckContext, describe, expect, given, type Observation, requirement } from "../kit/index.ts";
import { errorsIn, sameCode } from "./errors-in.ts";
import { mistakes } from "./mistakes.ts";

/** The table of the spec; the numbers differ between versions, the names do not. */
const listed = [
  "BLOB_UNKNOWN",
  "BLOB_UPLOAD_INVALID",
  "BLOB_UPLOAD_UNKNOWN",
  "DIGEST_INVALID",
  "MANIFEST_BLOB_UNKNOWN",
  "MANIFEST_INVALID",
  "MANIFEST_UNKNOWN",
  "NAME_INVALID",
  "NAME_UNKNOWN",
  "SIZE_INVALID",
  "UNAUTHORIZED",
  "DENIED",
  "UNSUPPORTED",
  "TOOMANYREQUESTS",
];

/** Outside the table, but named by the spec's history, by its extensions, or by the first registry's code. */
const tolerated = [
  "TAG_INVALID",
  "MANIFEST_UNVERIFIED",
  "EXTENSION_UNKNOWN",
  "PAGINATION_NUMBER_INVALID",
  "RANGE_INVALID",
  "UNKNOWN",
];

/** The refusals that say that they are JSON, or are. */
function jsonRefusals({ stepsNamed, notApplicable }: CheckContext): readonly Observation[] {
  const refusals = stepsNamed("mistake: ").filter((answer) => answer.refused && answer.body.size > 0);
  const json = refusals.filter(
    (answer) => answer.json !== undefined || /\bjson\b/i.test(answer.header("Content-Type") ?? ""),
  );
  if (json.length === 0) notApplicable("no refusal has a JSON body: errors may come in any form");
  return json;
}

/** Each code of each refusal, with the answer that it stands in. */
function codes(context: CheckContext): { code: string; answer: Observation }[] {
  return jsonRefusals(context).flatMap((answer) =>
    (errorsIn(answer) ?? []).flatMap(({ code }) => (typeof code === "string" ? [{ code, answer }] : [])),
  );
}

describe("Error Codes: the body", () => {
  requirement("errors.body.schema", mistakes, ({ getManifest }, context) => {
    given(getManifest).toHaveStatus(200);
    for (const answer of jsonRefusals(context)) {
      const errors = errorsIn(answer);
      expect(errors !== undefined && errors.length > 0, "whether there is a list of errors", answer).toBe(true);
      for (const { code } of errors ?? []) expect(typeof code, "the type of code", answer).toBe("string");
    }
  });

  requirement("errors.body.code-charset", mistakes, ({ getManifest }, context) => {
    given(getManifest).toHaveStatus(200);
    const found = codes(context);
    if (found.length === 0) context.notApplicable("no refusal has an error code");
    for (const { code, answer } of found) expect(/^[A-Z_]+$/.test(code), `capitals in ${code}`, answer).toBe(true);
  });

  requirement("errors.body.code-enum", mistakes, ({ getManifest }, context) => {
    given(getManifest).toHaveStatus(200);
    const found = codes(context);
    if (found.length === 0) context.notApplicable("no refusal has an error code");
    for (const { code, answer } of found) {
      const known = [...listed, ...tolerated].some((name) => sameCode(name, code));
      expect(known, `${code} in the table`, answer).toBe(true);
    }
    const extra = found.filter(({ code }) => tolerated.some((name) => sameCode(name, code)));
    if (extra.length > 0)
      context.note(`codes outside the table: ${[...new Set(extra.map(({ code }) => code))].join(", ")}`);
  });

  requirement("errors.body.message-optional", mistakes, ({ getManifest }, context) => {
    given(getManifest).toHaveStatus(200);
    for (const answer of jsonRefusals(context))
      for (const { message } of errorsIn(answer) ?? [])
        expect(message === undefined ? "string" : typeof message, "the type of message", answer).toBe("string");
  });

  requirement("errors.4xx-not-5xx", mistakes, (steps) => {
    given(steps.getManifest).toHaveStatus(200);
    // The status of every other mistake is a requirement of its own.
    expect(steps["mistake: delete the tag list"]).notToBeServerError();
  });
});
