import { describe, expect, requirement, scenario } from "../kit/index.ts";
import { begin } from "./chunks.ts";

const contradicted = scenario("chunks are longer or shorter than their Content-Range says", async (context) => {
  const { length, chunk, session } = await begin(context, 2);
  const half = Math.floor(length / 2);
  const full = `${length}-${2 * length - 1}`;
  await context.step("too short", session.patch(chunk(1).slice(0, half), { contentRange: full }));
  const halfRange = `${length}-${length + half - 1}`;
  await context.step("too long", session.patch(chunk(1), { contentRange: halfRange }));
});

const malformed = scenario("chunks come with a malformed Content-Range", async (context) => {
  const { length, chunk, session } = await begin(context, 2);
  const last = 2 * length - 1;
  const values = { word: "abc", "one number": `${length}`, "open end": `${length}-`, reversed: `${last}-${length}` };
  for (const [name, contentRange] of Object.entries(values))
    await context.step(`malformed: ${name}`, session.patch(chunk(1), { contentRange }));
});

describe("Pushing a blob in chunks", () => {
  requirement("push.chunked.content-range-malformed", malformed, (_, { stepsNamed }) => {
    for (const answer of stepsNamed("malformed: ")) expect(answer).toBeRefused();
  });

  requirement("push.chunked.content-range-length-mismatch", contradicted, ({ tooShort, tooLong }) => {
    expect(tooShort).toBeRefused();
    expect(tooLong).toBeRefused();
  });
});
