import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { conductRun } from "../../engine/conduct.ts";
import { configurationOf } from "../../engine/configuration.ts";
import { judgementsOf } from "../../schemas/judgements.ts";
import type { Judgement, Report } from "../../schemas/report.ts";
import { type SpecVersion, specVersions } from "../../specs/model.ts";
import { fleet } from "./fleet.ts";
import type { Running } from "./launch.ts";
import { notableVerdicts, recordOf, type Verdicts } from "./record.ts";

const update = process.env.UPDATE_RESULTS === "1";
const keyOf = (setup: string, spec: SpecVersion) => `${setup}, spec ${spec}`;

describe.each(fleet)("$name $version", ({ name, version, missing, setups }) => {
  if (missing) {
    test(name, ({ skip }) => skip(missing));
    return;
  }
  const record = recordOf(`${name}-${version}`);
  const known = record.read();
  const found: Record<string, Verdicts> = {};
  /** Of the first set-up: the one to read. */
  let report: Report | undefined;
  const [mainSetup] = Object.keys(setups);

  describe.each(Object.entries(setups))("%s", (setup, start) => {
    let registry: Running;
    let judgements: readonly Judgement[];
    /** One conversation, judged under every version. */
    beforeAll(async () => {
      registry = await start();
      const wishes = {
        ...registry.wishes,
        registry: registry.url,
        spec: "edge,1.1,1.0",
        product: `${name}@${version}`,
      };
      const judged = await conductRun(configurationOf(wishes, {}));
      judgements = judgementsOf(judged);
      if (setup === mainSetup) report = judged;
    });
    afterAll(() => registry?.stop());

    test.each(specVersions)("gets the recorded verdicts under %s", (spec) => {
      const key = keyOf(setup, spec);
      const judgement = judgements.find((each) => each.spec === spec) as Judgement;
      found[key] = notableVerdicts(judgement);
      if (!update) expect(found[key]).toEqual(known[key]);
    });
  });

  afterAll(() => {
    if (!update) return;
    // A run of some set-ups only leaves the others as they were; a set-up that is no more goes.
    const keys = Object.keys(setups).flatMap((setup) => specVersions.map((spec) => keyOf(setup, spec)));
    const verdicts = { ...known, ...found };
    record.write(Object.fromEntries(keys.flatMap((key) => (verdicts[key] ? [[key, verdicts[key]]] : []))), report);
  });
});
