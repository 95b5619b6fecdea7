import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { conductRun } from "../../engine/conduct.ts";
import { configurationOf } from "../../engine/configuration.ts";
import type { Verdict } from "../../schemas/report.ts";
import { specVersions } from "../../specs/model.ts";
import type { Started } from "./process.ts";
import { type Product, products } from "./products.ts";

const update = process.env.UPDATE_RESULTS === "1";

/** What was found when someone looked, and checked by hand: every verdict but the passes, by set-up and spec version. */
class Recorded {
  readonly #file: string;
  readonly #known: { [key: string]: { [requirement: string]: Verdict } };

  constructor({ name, version }: Product) {
    this.#file = fileURLToPath(new URL(`../../results/${name}-${version}/verdicts.json`, import.meta.url));
    this.#known = !update && existsSync(this.#file) ? JSON.parse(readFileSync(this.#file, "utf8")) : {};
  }

  expect(key: string, verdicts: { [requirement: string]: Verdict }): void {
    if (update) this.#known[key] = verdicts;
    expect(verdicts).toEqual(this.#known[key]);
  }

  keep(): void {
    if (!update || Object.keys(this.#known).length === 0) return;
    mkdirSync(dirname(this.#file), { recursive: true });
    writeFileSync(this.#file, `${JSON.stringify(this.#known, null, 2)}\n`);
  }
}

for (const product of products) {
  const { name, version, missing } = product;
  if (missing) {
    test(name, ({ skip }) => skip(missing));
    continue;
  }
  const record = new Recorded(product);
  describe(`${name} ${version}`, () => {
    let program: string;
    beforeAll(() => {
      program = product.program();
    }, 600_000);
    afterAll(() => record.keep());

    describe.each(Object.entries(product.setups))("%s", (setup, startSetup) => {
      let registry: Started | undefined;
      beforeAll(async () => {
        registry = await startSetup(program);
      });
      afterAll(() => registry?.stop());

      test.each(specVersions)("gets the recorded verdicts under %s", async (spec) => {
        const configuration = configurationOf(
          { registry: registry?.url, spec, product: `${name}@${version}` } as never,
          {},
        );
        const report = await conductRun(configuration);
        const verdicts = Object.fromEntries(
          report.results
            .filter(({ verdict }) => verdict !== "pass")
            .map(({ requirement, verdict }) => [requirement, verdict]),
        );
        record.expect(`${setup}, spec ${spec}`, verdicts);
      });
    });
  });
}
