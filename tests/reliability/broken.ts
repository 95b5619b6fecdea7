import { accountsFor } from "../../engine/embedded-accounts.ts";
import type { Fault } from "../../registry/fault.ts";
import { faults } from "../../registry/faults/index.ts";
import { numberFrom } from "./random.ts";

/** A reference registry by name: what is wrong with it, and the accounts that it asks for. */
export interface Broken {
  name: string;
  faults: Fault[];
  wishes: ReturnType<typeof accountsFor>;
}

/** The reference registry without a fault, and with each of one in so many of its faults (`EVERY_FAULT`). */
export function soundAndBroken(oneIn: number): Broken[] {
  const chosen = faults.filter((_, place) => place % numberFrom("EVERY_FAULT", oneIn) === 0);
  return [
    { name: "no fault", faults: [], wishes: {} },
    ...chosen.map((fault) => ({ name: fault.id, faults: [fault], wishes: accountsFor(fault.settings ?? {}) })),
  ];
}
