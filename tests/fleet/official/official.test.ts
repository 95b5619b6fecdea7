import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { conductRun } from "../../../engine/conduct.ts";
import { configurationOf } from "../../../engine/configuration.ts";
import type { SpecVersion } from "../../../specs/model.ts";
import { fleet } from "../fleet.ts";
import type { Running } from "../launch.ts";
import { type Comparison, compare } from "./compare.ts";
import { readMapping } from "./mapping.ts";
import { pageOf } from "./page.ts";
import { referenceRegistry } from "./reference-registry.ts";
import { runOfficialSuite, missing as suiteMissing } from "./suite.ts";

const update = process.env.UPDATE_RESULTS === "1";
/** These take a second a run; the others up to a quarter of a minute, and are compared when asked for: names, or `all`. */
const chosen = process.env.OFFICIAL_SUITE_AGAINST ?? "reference-registry,ociregistry";
/** Both suites judge by these; 1.0 is ours and, of the official one, an older suite's. */
const versions: readonly SpecVersion[] = ["1.1", "edge"];
/** Where the official suite cannot log in: it pushes nothing, and so has little to ask for. */
const closedToTheOfficial = ["container-registry"];
const mapping = readMapping();
const products = [referenceRegistry, ...fleet].filter(
  ({ name }) => chosen === "all" || chosen.split(",").includes(name),
);

describe.each(products)("the official suite and ours against $name $version", ({ name, version, missing, setups }) => {
  const folder = [name, version].filter(Boolean).join("-");
  const page = fileURLToPath(new URL(`../../../results/${folder}/official.md`, import.meta.url));

  test("find what is recorded", { timeout: 600_000 }, async ({ skip }) => {
    const lacking = suiteMissing ?? missing;
    skip(lacking !== undefined, lacking);
    const comparisons = new Map<string, Comparison>();
    for (const [setup, start] of Object.entries(setups))
      for (const spec of versions) {
        const official = await against(start, (registry) => runOfficialSuite(registry, spec));
        const ours = await against(start, ({ url, wishes }) =>
          conductRun(configurationOf({ ...wishes, registry: url, spec }, {})),
        );
        const comparison = compare(name, official, ours, mapping);
        // What the promise is about: more verdicts from fewer requests.
        if (!closedToTheOfficial.includes(name))
          expect(comparison.ours.requests).toBeLessThan(comparison.official.requests);
        comparisons.set(`${setup}, spec ${spec}`, comparison);
      }
    const text = pageOf([name, version].filter(Boolean).join(" "), comparisons);
    if (update) {
      mkdirSync(dirname(page), { recursive: true });
      writeFileSync(page, text);
    }
    expect(lasting(text)).toBe(lasting(existsSync(page) ? readFileSync(page, "utf8") : ""));
  });
});

/** The page without how much we send and judge, which every new requirement changes. */
const lasting = (text: string) => text.replaceAll(/^\| ours \| \d+ \| \d+ \|/gm, "| ours |");

/** Each suite gets a registry that nobody has used. */
async function against<Result>(start: () => Promise<Running>, run: (registry: Running) => Promise<Result>) {
  const registry = await start();
  try {
    return await run(registry);
  } finally {
    await registry.stop();
  }
}
