import { conductRun } from "../../engine/conduct.ts";
import { configurationOf, type Wishes } from "../../engine/configuration.ts";
import { faultsNamed } from "../../engine/faults.ts";
import { mergeReports, type NamedReport } from "../../engine/merge.ts";
import { startRegistry } from "../../registry/server.ts";
import type { Report } from "../../schemas/report.ts";

/** Scenarios that pass, fail, warn, are skipped and are blocked. */
const few = [
  "push.put.created-201",
  "push.put.location",
  "push.mount.*",
  "pull.manifest.get-200",
  "discovery.tags.list-200",
  "referrers.list-200",
];

/** A run of a few requirements against the reference registry with a fault, as it stands in a file. */
export async function smallRun(wishes: Wishes = {}): Promise<Report> {
  const report = await conductRun(configurationOf({ only: few, spec: "edge,1.1", ...wishes }, {}), {
    faults: wishes.registry === undefined ? ["manifest-put-202"] : undefined,
  });
  return JSON.parse(JSON.stringify(report));
}

/** The same run in as many shards, all against one registry. */
export async function shardsOf(count: number): Promise<Report[]> {
  const registry = await startRegistry({ faults: faultsNamed(["manifest-put-202"]) });
  try {
    const shards = Array.from({ length: count }, (_, at) =>
      smallRun({ registry: registry.url, shard: `${at + 1}/${count}` }),
    );
    return await Promise.all(shards);
  } finally {
    await registry.close();
  }
}

export function merged(...reports: readonly Report[]): Report {
  return mergeReports(reports.map((report, at): NamedReport => ({ name: `${at}.json`, report })));
}
