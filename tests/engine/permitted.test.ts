import { expect, test } from "vitest";
import { configurationOf } from "../../engine/configuration.ts";
import { planOf } from "../../engine/plan.ts";
import { runTarget } from "../../engine/run.ts";
import { openTarget, type TargetOptions } from "../../engine/target.ts";
import { verify } from "../../engine/verify.ts";
import { defaultSettings, type Settings } from "../../registry/settings.ts";
import { variations } from "../../registry/variations.ts";

const { deletion } = defaultSettings;

/** What the spec leaves to a registry: whichever way it decides, the suite must find nothing wrong. */
const switches: Record<string, Partial<Settings>> = {
  "tags cannot be deleted": { deletion: { ...deletion, tags: false } },
  "manifests cannot be deleted": { deletion: { ...deletion, manifests: false } },
  "blobs cannot be deleted": { deletion: { ...deletion, blobs: false } },
  "nothing can be deleted": { deletion: { tags: false, manifests: false, blobs: false } },
  "no referrers API": { referrers: false },
  "extensions are listed": { extensions: true },
  "pages of five": { pageSize: 5 },
  "chunks of a minimum size": { chunkMinLength: 4096 },
  "absolute Locations": { locations: "absolute" },
  "Locations with a state": { criticalQuery: true },
  "blobs from another host": { blobRedirect: true },
  "uploads to another host": { offsiteUploads: true },
  "no single POST": { singlePost: false },
  "no mounting": { mount: false },
  "no mounting without from": { anonymousMount: false },
  "no sha512": { sha512: false },
  "no tag parameters": { tagParameters: false },
  "no ETag": { etag: false },
  "references are not checked": { checkReferences: false },
  "basic authentication": { authentication: "basic" },
  "bearer tokens": { authentication: "bearer" },
};

const plans = [planOf("edge", {})];

const cases: [name: string, options: TargetOptions][] = [
  ...Object.entries(switches).map(([name, settings]): [string, TargetOptions] => [name, { settings }]),
  ...variations.map((each): [string, TargetOptions] => [each.title, { faults: [each], settings: each.settings ?? {} }]),
];

test.each(cases)("nothing is wrong with a registry where this holds: %s", async (_, options) => {
  const target = await openTarget(configurationOf({}, {}), options);
  try {
    const report = await runTarget(plans, target);
    const { results, summary } = report;
    const wrong = results.filter(({ verdict }) => !["pass", "info", "skip"].includes(verdict));
    expect(wrong.map(({ requirement, verdict, message }) => `${requirement}: ${verdict}: ${message}`)).toEqual([]);
    expect(summary.conformant).toBe(true);
    expect((await verify(JSON.parse(JSON.stringify(report)))).discrepancies).toEqual([]);
  } finally {
    await target.close();
  }
});
