import {
  type CheckContext,
  describe,
  expect,
  given,
  integrity,
  type Observation,
  pushBlob,
  requirement,
  scenario,
} from "../kit/index.ts";
import { partsOf } from "./byte-ranges.ts";

const size = 2048;

/** What is asked for by name of the step: the Range, and the bytes that it means. */
const asked = {
  inner: { range: "bytes=500-1499", first: 500, last: 1499 },
  "open end": { range: "bytes=1900-", first: 1900, last: size - 1 },
  suffix: { range: "bytes=-500", first: size - 500, last: size - 1 },
  "first byte": { range: "bytes=0-0", first: 0, last: 0 },
  "last byte": { range: "bytes=2047-2047", first: size - 1, last: size - 1 },
  "past the end": { range: "bytes=2000-5000", first: 2000, last: size - 1 },
  head: { range: "bytes=0-1023", first: 0, last: 1023 },
  rest: { range: "bytes=1024-", first: 1024, last: size - 1 },
};
type Name = keyof typeof asked;

const ranges = scenario("parts of a blob are pulled", async (context) => {
  const { repository, step, remember } = context;
  const blob = context.blob(size, "ranged");
  remember("text", blob.bytes.toString("latin1"));
  await pushBlob(context, blob);
  const ranged = (Range: string) => repository.getBlob(blob, { headers: { Range } });
  await Promise.all([
    step("whole", repository.getBlob(blob)),
    step("beyond", ranged("bytes=5000-6000")),
    step("several", ranged("bytes=0-9,100-109")),
    ...Object.entries(asked).map(([name, { range, first, last }]) =>
      step(name, { ...ranged(range), about: blob.slice(first, last + 1) }),
    ),
  ]);
});

/** The answers of that name. Where Range is ignored, there is nothing to say of the parts: another requirement says it. */
function parts(names: Name[], steps: Record<string, Observation>, { notApplicable }: CheckContext) {
  return names.map((name) => {
    const answer = steps[name] as Observation;
    if (answer.status === 200) notApplicable("Range is ignored on blobs: honour it to test it");
    return { answer, ...asked[name] };
  });
}

function expectPart({ answer, first, last }: ReturnType<typeof parts>[number]): void {
  expect(answer).toHaveStatus(206);
  const named = `bytes ${first}-${last}`;
  expect(answer.header("Content-Range"), "Content-Range", answer).toBeOneOf(`${named}/${size}`, `${named}/*`);
  integrity(answer).toDeliver();
}

describe("Pulling blobs", () => {
  requirement("pull.blob.range-supported", ranges, (steps) => {
    given(steps.whole).toHaveStatus(200);
    for (const name of ["inner", "open end", "suffix"] as const) {
      expect(steps[name]).toHaveStatus(206);
      expect(steps[name]).toHaveHeader("Content-Range", /^bytes /);
    }
  });

  requirement("pull.blob.range-off-by-one", ranges, (steps, context) => {
    for (const part of parts(["first byte", "last byte", "past the end", "inner"], steps, context)) expectPart(part);
  });

  requirement("pull.blob.range-unsatisfiable-416", ranges, ({ whole, beyond }, { note }) => {
    given(whole).toHaveStatus(200).toDeliver();
    expect(beyond).toArriveWhole().toHaveStatus(416, 200);
    if (beyond.status === 200) {
      note("Range is ignored: the whole blob is sent");
      integrity(beyond).toDeliver();
    } else if (beyond.header("Content-Range") !== undefined)
      expect(beyond).toHaveHeader("Content-Range", `bytes */${size}`);
  });

  requirement("pull.blob.range-multi", ranges, ({ whole, several }, { recall, note }) => {
    given(whole).toHaveStatus(200).toDeliver();
    expect(several).toHaveStatus(206, 200, 416);
    if (several.status === 200) integrity(several).toDeliver();
    if (several.status !== 206) return note(`several ranges at once are not served (status ${several.status})`);
    const parts = partsOf(several) ?? [];
    expect(parts.length > 0, "a Content-Range for every part:", several).toBe(true);
    const text = recall<string>("text");
    for (const part of parts)
      integrity(part.text, `bytes ${part.first}-${part.last}`, several).toBe(text.slice(part.first, part.last + 1));
  });

  requirement("pull.blob.range-head", ranges, (steps, context) => {
    for (const part of parts(["head", "rest"], steps, context)) expectPart(part);
  });

  requirement("pull.blob.accept-ranges", ranges, ({ whole, inner }, { notApplicable }) => {
    given(whole).toHaveStatus(200);
    const units = whole.header("Accept-Ranges")?.toLowerCase();
    if (units !== "bytes" && units !== "none") notApplicable(`Accept-Ranges says nothing about bytes: ${units}`);
    given(inner).toHaveStatus(206, 200);
    expect(units, "Accept-Ranges", whole).toBe(inner.status === 206 ? "bytes" : "none");
  });

  requirement("pull.blob.range-on-redirect", ranges, (steps, context) => {
    given(steps.whole).toHaveStatus(200);
    if (!steps.inner.hops.some(({ status }) => status >= 300 && status < 400))
      context.notApplicable("a request for a part is not redirected here");
    expect(steps.inner).toHaveStatus(206);
  });
});
