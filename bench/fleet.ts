import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { inFolder } from "../tests/fleet/official/suite.ts";
import { measured } from "./measured.ts";
import type { FleetRow } from "./results.ts";

const script = fileURLToPath(new URL("fleet-run.mjs", import.meta.url));

/** Fleets of that many targets each, one process for a fleet. @throws Error when a fleet breaks down */
export async function fleet(sizes: readonly number[]): Promise<FleetRow[]> {
  const rows: FleetRow[] = [];
  for (const size of sizes)
    rows.push(
      await inFolder(async (folder) => {
        const given = ["-c", '"$0" "$1" "$2" >said', process.execPath, script, `${size}`];
        const { exitCode, ...taken } = await measured({ program: "bash", arguments: given, folder });
        if (exitCode !== 0) throw new Error(`a fleet of ${size} ended with ${exitCode}`);
        return { ...taken, ...JSON.parse(readFileSync(join(folder, "said"), "utf8")) };
      }),
    );
  return rows;
}
