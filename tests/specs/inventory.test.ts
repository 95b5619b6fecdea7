import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { catalogue } from "../../specs/catalogue.ts";
import { shared } from "./shared.ts";

/** Areas of the inventory that the catalogue has taken over so far. */
const areas = [
  "base",
  "pull",
  "push",
  "mount",
  "discovery",
  "referrers",
  "negotiation",
  "proxy",
  "extensions",
  "errors",
  "management",
];

/** Found since, in registries: what a statement of the inventory says, in a situation that shows it alone. */
const since = ["referrers.pushed-at-once"];

test("the catalogue holds what the inventory found, and nothing else", (context) => {
  const inventory: { id: string; area: string }[] = parse(
    readFileSync(shared(context, "requirements/distribution.yaml"), "utf8"),
  );
  const ids = new Set(catalogue.map(({ id }) => id as string));
  const found = new Set(inventory.map(({ id }) => id));
  expect(inventory.filter(({ id, area }) => areas.includes(area) && !ids.has(id))).toEqual([]);
  // What takes very large content says at size what other entries say.
  const small = catalogue.filter(({ large }) => !large).map(({ id }) => id as string);
  expect(small.filter((id) => !found.has(id))).toEqual(since);
});
