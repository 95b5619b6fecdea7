import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { Running } from "./launch.ts";

/** A registry that nobody here wrote, at one version, in the set-ups that are tested. */
export interface Product {
  name: string;
  /** As in the name of its folder under `results/`. */
  version: string;
  /** Why it cannot be started here; undefined when it can. */
  missing: string | undefined;
  /** How to start it, by the name of the set-up in `verdicts.json`. */
  setups: Record<string, () => Promise<Running>>;
}

/** Where `build.sh` put a program, and why it cannot be started when it did not. */
export function built(name: string, version: string): { program: string; missing: string | undefined } {
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache");
  const program = join(process.env.FLEET_BIN ?? join(cache, "oci-conformance/fleet"), `${name}-${version}`);
  return {
    program,
    missing: existsSync(program) ? undefined : `${name} ${version} is not built (tests/fleet/build.sh)`,
  };
}
