import { expect, test } from "vitest";
import { orderOf } from "../../../suites/discovery/order.ts";

test.each([
  [["10", "2", "Bravo", "a-b", "a.b", "a_b", "alpha"], "byte"],
  [["10", "2", "alpha", "Bravo", "charlie"], "case-insensitive"],
  [["10", "alpha", "a.b", "Bravo", "a-b"], "case-insensitive"],
  [["9", "10", "alpha"], undefined],
  [["charlie", "alpha"], undefined],
])("%j is in the order %s", (tags, order) => {
  expect(orderOf(tags)).toBe(order);
});
