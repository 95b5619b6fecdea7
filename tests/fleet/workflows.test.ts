import { existsSync, readFileSync } from "node:fs";
import { afterEach, describe, expect, test, vi } from "vitest";
import { judgementsOf } from "../../schemas/judgements.ts";
import type { Judgement, Report } from "../../schemas/report.ts";
import { commandLine } from "../cli/command-line.ts";
import { inWorkingFolder } from "../cli/new-folder.ts";
import { workflows } from "../engine/compat/workflows.ts";
import { distribution } from "./distribution.ts";
import { olareg } from "./olareg.ts";
import { notableVerdicts, recordOf } from "./record.ts";

afterEach(() => {
  vi.unstubAllEnvs();
});

/** Whose settings can be run against the registry that they are for; the others run against the reference registry. */
const own = [
  { of: "distribution, ", product: distribution, setup: "filesystem, deletion on", ends: 0 },
  { of: "olareg, ", product: olareg, setup: "in memory, deletion on", ends: 1 },
  // Its workflow tests olareg.
  { of: "the official suite itself", product: olareg, setup: "in memory, deletion on", ends: 1 },
];

/** Sixteen at once, olareg loses referrers, other ones each time: the recorded run asks one after the other. */
const varies = /referrers|subject/;

describe.each(own)("The settings of $of against $product.name", ({ of, product, setup, ends }) => {
  test("find what is recorded", { timeout: 300_000 }, async ({ skip }) => {
    skip(product.missing !== undefined, product.missing);
    const workflow = workflows.find((each) => each.of.startsWith(of));
    if (!workflow) throw new RangeError(`no settings of ${of}`);
    const { environment, files, wishes } = workflow;
    const registry = await product.setups[setup]?.();
    if (!registry) throw new RangeError(`${product.name} has no set-up ${setup}`);
    try {
      await inWorkingFolder(async () => {
        const address = environment.OCI_NAMESPACE
          ? { OCI_ROOT_URL: registry.url }
          : { OCI_REGISTRY: new URL(registry.url).host };
        for (const [name, value] of Object.entries({ ...environment, ...address })) vi.stubEnv(name, value);
        const { code, stdout } = await commandLine("run");
        for (const each of files) expect(existsSync(each), each).toBe(true);
        const report: Report = JSON.parse(readFileSync(`${wishes.out}/report.json`, "utf8"));
        const spec = wishes.spec ?? "1.1";
        const known = recordOf(`${product.name}-${product.version}`).read()[`${setup}, spec ${spec}`] ?? {};
        const steady = (verdicts: Record<string, string>) =>
          Object.fromEntries(Object.entries(verdicts).filter(([id]) => !varies.test(id)));
        const [judgement] = judgementsOf(report);
        expect(steady(notableVerdicts(judgement as Judgement))).toEqual(steady(known));
        expect(stdout).toContain(ends === 0 ? "Conformant" : "Not conformant");
        expect(code).toBe(ends);
      });
    } finally {
      await registry.stop();
    }
  });
});
