import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { conductRun } from "../../engine/conduct.ts";
import { configurationOf } from "../../engine/configuration.ts";
import type { Verdict } from "../../schemas/report.ts";
import { specVersions } from "../../specs/model.ts";
import { installedVersion, missing, startDockerRegistry, type Variant } from "./docker-registry.ts";

const lacking = missing();
const version = lacking ? "" : installedVersion();

/** What was found when someone looked, and checked by hand: every verdict but the passes. See the page beside it. */
const record = new URL(`../../results/docker-registry-${version}/verdicts.json`, import.meta.url);
const update = process.env.UPDATE_RESULTS === "1";
const known: Record<string, Record<string, Verdict>> = existsSync(record) && !lacking
  ? JSON.parse(readFileSync(record, "utf8"))
  : {};

const variants: Record<string, Variant> = {
  "filesystem, deletion on": { storage: "filesystem", deletion: true },
  "filesystem, deletion off": { storage: "filesystem", deletion: false },
  "in memory, deletion on": { storage: "in-memory", deletion: true },
};

describe.skipIf(lacking).each(Object.entries(variants))("docker-registry, %s", (name, variant) => {
  let registry: Awaited<ReturnType<typeof startDockerRegistry>>;
  beforeAll(async () => {
    registry = await startDockerRegistry(variant);
  });
  afterAll(() => registry?.stop());

  test.each(specVersions)("gets the recorded verdicts under %s", async (spec) => {
    const product = `docker-registry@${version}`;
    const report = await conductRun(configurationOf({ registry: registry.url, spec, product }, {}));
    const verdicts = Object.fromEntries(
      report.results
        .filter(({ verdict }) => verdict !== "pass")
        .map(({ requirement, verdict }) => [requirement, verdict]),
    );
    const key = `${name}, spec ${spec}`;
    if (update) known[key] = verdicts;
    expect(verdicts).toEqual(known[key]);
  });
});

afterAll(() => {
  if (!update) return;
  mkdirSync(dirname(fileURLToPath(record)), { recursive: true });
  writeFileSync(record, `${JSON.stringify(known, null, 2)}\n`);
});

if (lacking) test("docker-registry", ({ skip }) => skip(lacking));
