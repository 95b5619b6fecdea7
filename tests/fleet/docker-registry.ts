import { spawnSync } from "node:child_process";
import { startWith, type Variant } from "./distribution-config.ts";
import { startFilled } from "./filled.ts";
import { launch, type Running } from "./launch.ts";
import type { Product } from "./product.ts";

const { error, stdout } = spawnSync("docker-registry", ["--version"], { encoding: "utf8" });

/** Starts docker-registry from the Debian package. */
export function startDockerRegistry(variant: Variant): Promise<Running> {
  return launch("docker-registry", (address, folder) => startWith(variant, address, folder));
}

export const dockerRegistry: Product = {
  name: "docker-registry",
  version: /\b\d+\.\d+\.\d+\b/.exec(stdout ?? "")?.[0] ?? "unknown",
  missing: error ? "docker-registry is not installed (Debian package docker-registry)" : undefined,
  setups: {
    "filesystem, deletion on": () => startDockerRegistry({ storage: "filesystem", deletion: true }),
    "filesystem, deletion off": () => startDockerRegistry({ storage: "filesystem", deletion: false }),
    "in memory, deletion on": () => startDockerRegistry({ storage: "in-memory", deletion: true }),
    "filesystem, filled, then read-only": () =>
      startFilled((folder, readOnly) => startDockerRegistry({ storage: { folder }, deletion: true, readOnly })),
  },
};
