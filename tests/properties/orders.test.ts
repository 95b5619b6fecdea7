import fc from "fast-check";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { faultsNamed } from "../../engine/faults.ts";
import { type RunningRegistry, startRegistry } from "../../registry/server.ts";
import { arrangementFrom, type Outcome, outcomeOf } from "../reliability/orders.ts";
import { law } from "./law.ts";

const wishes = {
  spec: "edge,1.0",
  only: ["push.chunked.*", "pull.manifest.get-*", "discovery.tags.n-*", "management.tag.*"],
};

describe("A run", () => {
  let registry: RunningRegistry;
  let usual: Outcome;
  beforeAll(async () => {
    registry = await startRegistry({ faults: faultsNamed(["manifest-put-202"]) });
    usual = await outcomeOf(registry.url, wishes);
  });
  afterAll(() => registry.close());

  law(
    "gets the same verdicts in any order and with any concurrency (whole runs: npm run reliability -- orders)",
    1,
    fc.asyncProperty(fc.nat(), async (seed) => {
      expect(await outcomeOf(registry.url, wishes, arrangementFrom(seed))).toEqual(usual);
    }),
  );
});
