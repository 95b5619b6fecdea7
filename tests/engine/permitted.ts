import { configurationOf } from "../../engine/configuration.ts";
import { planOf } from "../../engine/plan.ts";
import { runTarget } from "../../engine/run.ts";
import { openTarget, type TargetOptions } from "../../engine/target.ts";
import { defaultSettings, type Settings } from "../../registry/settings.ts";
import { variations } from "../../registry/variations.ts";
import type { Report } from "../../schemas/report.ts";

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

/** Everything that is permitted, by what it is. */
export const permitted: Readonly<Record<string, TargetOptions>> = {
  ...Object.fromEntries(Object.entries(switches).map(([name, settings]) => [name, { settings }])),
  ...Object.fromEntries(variations.map((each) => [each.title, { faults: [each], settings: each.settings ?? {} }])),
};

/** A run against a registry of which all these hold, and what it found wrong: nothing, or the suite is mistaken. */
export async function runWhere(names: readonly string[]): Promise<{ report: Report; wrong: string[] }> {
  const all = names.map((name) => permitted[name] ?? unknown(name));
  const target = await openTarget(configurationOf({}, {}), {
    faults: all.flatMap(({ faults = [] }) => faults),
    settings: Object.assign({}, ...all.map(({ settings }) => settings)),
  });
  try {
    const report = await runTarget([planOf("edge", {})], target);
    const wrong = report.results
      .filter(({ verdict }) => !["pass", "info", "skip"].includes(verdict))
      .map(({ requirement, verdict, message }) => `${requirement}: ${verdict}: ${message}`);
    return { report, wrong };
  } finally {
    await target.close();
  }
}

function unknown(name: string): never {
  throw new RangeError(`nothing permitted is called "${name}"`);
}
