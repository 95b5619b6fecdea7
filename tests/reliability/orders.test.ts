import { describe, expect, test } from "vitest";
import { startRegistry } from "../../registry/server.ts";
import { soundAndBroken } from "./broken.ts";
import { arrangementFrom, outcomeOf } from "./orders.ts";
import { numberFrom } from "./random.ts";

const orders = numberFrom("ORDERS", 5);
const seed = numberFrom("SEED", 1);

describe(`Whatever the order and concurrency (ORDERS=${orders} SEED=${seed})`, () => {
  test.each(soundAndBroken(190))("$name: a run gets the same verdicts", async ({ faults, wishes: accounts }) => {
    const registry = await startRegistry({ faults });
    const wishes = { ...accounts, spec: "edge,1.1,1.0" };
    try {
      const usual = await outcomeOf(registry.url, wishes);
      for (let at = 0; at < orders; at++) {
        const arrangement = arrangementFrom(seed * 1000 + at);
        const name = `order ${at} of seed ${seed}, concurrency ${arrangement.concurrency}`;
        expect(await outcomeOf(registry.url, wishes, arrangement), name).toEqual(usual);
      }
    } finally {
      await registry.close();
    }
  });
});
