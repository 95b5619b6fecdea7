import { describe, expect, test } from "vitest";
import { groups, patternsFor } from "../../../engine/compat/groups.ts";
import { UsageError } from "../../../engine/errors.ts";
import { planOf } from "../../../engine/plan.ts";

describe("A filter", () => {
  test.each(Object.entries(groups))("for the group %s names requirements that there are", (name, patterns) => {
    expect(patternsFor(`OCI Conformance Test/${name}/push`)).toEqual(expect.arrayContaining([...patterns]));
    for (const pattern of patterns) planOf("edge", { only: [pattern] });
  });

  test("chooses by its beginning, as there, or is an id of ours", () => {
    expect(patternsFor("OCI Conformance Test")).toBeUndefined();
    expect(patternsFor("OCI Conformance Test/sha")).toEqual(
      expect.arrayContaining(["base.digest.sha512", "push.put.*"]),
    );
    expect(patternsFor("push.chunked.*")).toEqual(["push.chunked.*"]);
    expect(() => patternsFor("OCI Conformance Test/imaeg")).toThrow('"OCI Conformance Test/image"');
  });

  test("of one group chooses that alone, and of a test within it as well", () => {
    expect(patternsFor("OCI Conformance Test/ping")).toEqual(["base.v2.*"]);
    expect(patternsFor("OCI Conformance Test/ping/anything")).toEqual(["base.v2.*"]);
    expect(patternsFor("OCI Conformance Test/")).toHaveLength(new Set(Object.values(groups).flat()).size);
  });

  test.each(["", "OCI"])("that all names begin with chooses everything: %j", (filter) => {
    expect(patternsFor(filter)).toBeUndefined();
  });

  test.each(["*", "*push*", "ping", "OCI Conformance Test/pings", "push.nothing"])(
    "that fits nothing is refused: %s",
    (filter) => {
      expect(() => patternsFor(filter)).toThrow(UsageError);
      expect(() => patternsFor(filter)).toThrow(
        /the nearest is "OCI Conformance Test\/[a-z0-9 -]+", and --only takes ids/,
      );
    },
  );
});
