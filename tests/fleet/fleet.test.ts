import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { conductRun } from "../../engine/conduct.ts";
import { configurationOf } from "../../engine/configuration.ts";
import type { Verdict } from "../../schemas/report.ts";
import { specVersions } from "../../specs/model.ts";
import { distribution } from "./distribution.ts";
import { dockerRegistry } from "./docker-registry.ts";
import { goContainerregistry } from "./go-containerregistry.ts";
import type { Running } from "./launch.ts";
import { ociregistry } from "./ociregistry.ts";

const fleet = [dockerRegistry, distribution, goContainerregistry, ociregistry];
const update = process.env.UPDATE_RESULTS === "1";

describe.each(fleet)("$name $version", ({ name, version, missing, setups }) => {
  if (missing) {
    test(name, ({ skip }) => skip(missing));
    return;
  }
  /** What was found when someone looked, and checked by hand: every verdict but the passes. See the page beside it. */
  const record = fileURLToPath(new URL(`../../results/${name}-${version}/verdicts.json`, import.meta.url));
  const known: Record<string, Record<string, Verdict>> = existsSync(record)
    ? JSON.parse(readFileSync(record, "utf8"))
    : {};

  describe.each(Object.entries(setups))("%s", (setup, start) => {
    let registry: Running;
    beforeAll(async () => {
      registry = await start();
    });
    afterAll(() => registry?.stop());

    test.each(specVersions)("gets the recorded verdicts under %s", async (spec) => {
      const product = `${name}@${version}`;
      const report = await conductRun(configurationOf({ registry: registry.url, spec, product }, {}));
      const verdicts = Object.fromEntries(
        report.results
          .filter(({ verdict }) => verdict !== "pass")
          .map(({ requirement, verdict }) => [requirement, verdict]),
      );
      const key = `${setup}, spec ${spec}`;
      if (update) known[key] = verdicts;
      expect(verdicts).toEqual(known[key]);
    });
  });

  afterAll(() => {
    if (!update) return;
    mkdirSync(dirname(record), { recursive: true });
    writeFileSync(record, `${JSON.stringify(known, null, 2)}\n`);
  });
});
