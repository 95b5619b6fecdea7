import { describe, expect, test } from "vitest";
import { faults } from "../../registry/faults/index.ts";
import { startRegistry } from "../../registry/server.ts";
import { arrangementFrom, outcomeOf } from "./orders.ts";
import { numberFrom } from "./random.ts";

const orders = numberFrom("ORDERS", 5);
const seed = numberFrom("SEED", 1);

/** One in so many of the reference registry's faults. */
const broken = faults.filter((_, place) => place % numberFrom("EVERY_FAULT", 190) === 0);

describe(`Whatever the order and concurrency (ORDERS=${orders} SEED=${seed})`, () => {
  test.each([{ id: "no fault", own: [] }, ...broken.map((fault) => ({ id: fault.id, own: [fault] }))])(
    "$id: a run gets the same verdicts",
    async ({ own }) => {
      const registry = await startRegistry({ faults: own });
      const wishes = { spec: "edge,1.1,1.0" };
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
    },
  );
});
