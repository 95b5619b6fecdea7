import { describe, expect, test } from "vitest";
import { failuresIn, isFurtherTry, type Opinion, steady, titleOfTry } from "../../engine/steadiness.ts";
import { answer } from "../suites/kit/answer.ts";

const failed = '"put" answered 503';
const opinion = (says: string | undefined, ...failures: string[]): Opinion<string> => ({
  value: says ?? "undecided",
  says,
  failures,
  seen: failures,
});

/** One whose check looked at only some of the failures. */
const having = (says: string, failures: string[], seen: string[]): Opinion<string> => ({
  ...opinion(says),
  failures,
  seen,
});

/** What comes of these tries, and how many of them were held. */
async function outcome(...tries: Opinion<string>[]) {
  let held = 0;
  const hold = async (attempt: number) => {
    held++;
    return tries[attempt] ?? opinion(undefined);
  };
  return { value: await steady(hold, () => "unsteady"), held };
}

describe("An opinion that may rest on a failed answer", () => {
  test.each<[string, Opinion<string>[], { value: string; held: number }]>([
    ["no failure: the first try counts", [opinion("fail")], { value: "fail", held: 1 }],
    ["nothing decided: nothing to confirm", [opinion(undefined, failed)], { value: "undecided", held: 1 }],
    ["a try without failures agrees", [opinion("fail", failed), opinion("fail")], { value: "fail", held: 4 }],
    ["a try without failures disagrees", [opinion("fail", failed), opinion("pass")], { value: "unsteady", held: 4 }],
    ["it is always the same", Array(4).fill(opinion("fail", failed)), { value: "fail", held: 4 }],
    [
      "it fails elsewhere each time",
      ["a", "b", "c", "d"].map((where) => opinion("fail", where)),
      { value: "unsteady", held: 4 },
    ],
    ["no further try decides", [opinion("fail", failed)], { value: "unsteady", held: 4 }],
    [
      "what fails side by side fails in any order",
      [opinion("fail", "a", "b"), opinion("fail", "b", "a"), ...["c", "d"].map((where) => opinion("fail", where))],
      { value: "fail", held: 4 },
    ],
    [
      "what was looked at fails the same, whatever else does",
      ["a", "b", "c", "d"].map((where) => having("fail", [failed, where], [failed])),
      { value: "fail", held: 4 },
    ],
    [
      "all the same fails, whichever was looked at",
      ["a", "b", "a", "b"].map((where) => having("fail", ["a", "b"], [where])),
      { value: "fail", held: 4 },
    ],
    [
      "a try that decides nothing is passed over",
      [opinion("fail", failed), opinion(undefined, failed), opinion("fail")],
      { value: "fail", held: 4 },
    ],
  ])("%s", async (_, tries, expected) => {
    expect(await outcome(...tries)).toEqual(expected);
  });

  test("the last try that decided is told beside the first", async () => {
    const tries = ["a", "b", "c"].map((where) => opinion("fail", where));
    const told: unknown[] = [];
    const hold = async (attempt: number) => tries[attempt] ?? opinion(undefined);
    await steady(hold, (first, other) => String(told.push(first, other)));
    expect(told).toEqual([tries[0], tries[2]]);
  });

  test("further tries have titles of their own", () => {
    const titles = [0, 1, 2, 3].map((attempt) => titleOfTry("a push", attempt));
    expect(titles).toEqual(
      ["", ", held a second time", ", held a third time", ", held a fourth time"].map((x) => `a push${x}`),
    );
    expect(titles.map(isFurtherTry)).toEqual([false, true, true, true]);
    expect(titleOfTry("a push", 4)).toBe("a push, try 5");
  });
});

test("server errors and cut connections are failures, and nothing else is", () => {
  const error = (kind: "reset" | "timeout") => ({ error: { kind, message: "" } });
  const answers = [
    ...[200, 404, 499, 500, 501, 503, 507, 599].map((status) => answer(status)),
    answer(undefined, error("reset")),
  ];
  expect(failuresIn(answers)).toEqual([
    ...[500, 503, 599].map((status) => `"ask" answered ${status}`),
    '"ask" got no whole answer',
  ]);
  expect(failuresIn([answer(undefined, error("timeout")), answer()])).toEqual([]);
});

test("what was got in another way has not failed, unless that failed, too", () => {
  const step = (name: string, status: number) => answer(status, { more: { step: name } });
  expect(failuresIn([step("push", 500), step("push otherwise", 201), step("pull", 500)])).toEqual([
    '"pull" answered 500',
  ]);
  for (const status of [300, 404])
    expect(failuresIn([step("push", 500), step("push otherwise", status)])).toEqual(['"push" answered 500']);
  expect(failuresIn([step("push", 500), step("pull otherwise", 201)])).toEqual(['"push" answered 500']);
});
