import { describe, expect, test } from "vitest";
import { shares } from "../../../engine/selftest/threads.ts";
import { faults } from "../../../registry/faults/index.ts";

describe("The faults, dealt out to threads", () => {
  test.each([1, 2, 3, 8])("are all there once in %i shares, alike in number", (count) => {
    const dealt = shares(faults, count);
    const ids = dealt.flat().map(({ id }) => id);
    expect(ids.toSorted()).toEqual(faults.map(({ id }) => id).toSorted());
    const sizes = dealt.map((share) => share.length);
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThan(faults.length / 10);
  });

  test("are no more shares than faults", () => {
    expect(shares(faults.slice(0, 2), 4)).toHaveLength(2);
  });
});
