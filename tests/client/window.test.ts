import { expect, test } from "vitest";
import { usualConcurrency, Window } from "../../client/window.ts";

/** Work that a window lets in, until it is told to end. */
function crowd(window: Window) {
  const inside: { name: string; end: () => void }[] = [];
  const enter = (name: string, goesFirst = false) =>
    void window.run(() => new Promise<void>((end) => inside.push({ name, end })), goesFirst);
  return { inside, names: () => inside.map(({ name }) => name), enter };
}

const settled = () => new Promise(setImmediate);

test("lets as many in as it has places, the others in the order they came, and before them what goes first", async () => {
  const { inside, names, enter } = crowd(new Window(1));
  for (const name of ["a", "b", "c"]) enter(name);
  enter("long", true);
  expect(names()).toEqual(["a"]);
  for (const at of [0, 1, 2]) {
    inside[at]?.end();
    await settled();
    expect(names()).toHaveLength(at + 2);
  }
  expect(names()).toEqual(["a", "long", "b", "c"]);
});

test.for([
  ["near", [1, 2, 1, 3], usualConcurrency.least],
  ["near, though not next door", [8, 9, 8], usualConcurrency.least],
  ["just far", [10], usualConcurrency.least + 1],
  ["far, though once it did not answer", [100, null, 110], usualConcurrency.least + 20],
  ["far, each answer by a place for every 10 ms", [100, 110], usualConcurrency.least + 20],
  ["far, up to the most", Array(90).fill(50), usualConcurrency.most],
  ["far and overcome: it narrows again", [20, ...Array(3).fill(100)], usualConcurrency.least],
  ["without an answer", [null, null], usualConcurrency.least],
] as const)("a target that is %s", async ([, answers, places]) => {
  const window = new Window();
  for (const firstByteMs of answers) window.answered(firstByteMs);
  const { inside, enter } = crowd(window);
  for (let count = 0; count < 2 * usualConcurrency.most; count++) enter(String(count));
  expect(inside).toHaveLength(places);
});

test("a number that somebody gave stays as it is", async () => {
  const window = new Window(2);
  window.answered(100);
  const { inside, enter } = crowd(window);
  for (const name of ["a", "b", "c"]) enter(name);
  expect(inside).toHaveLength(2);
});
