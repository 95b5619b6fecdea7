import { spawnSync } from "node:child_process";
import { startDistribution, type Variant } from "./distribution.ts";
import { buildModule, goMissing, install } from "./go.ts";
import { type Started, start } from "./process.ts";

/** A registry that nobody here wrote, in all the set-ups that it is tested in. */
export interface Product {
  name: string;
  /** Undefined where it cannot run: then `missing` says why. */
  version?: string;
  missing?: string;
  /** Makes the program ready and gives its path. */
  program(): string;
  setups: Record<string, (program: string) => Promise<Started>>;
}

const withVariant = (variant: Variant) => (program: string) => startDistribution(program, variant);
const atAddress = (program: string) => start(program, ({ address }) => [address]);

export const products: Product[] = [
  {
    name: "docker-registry",
    ...dockerRegistry(),
    program: () => "docker-registry",
    setups: {
      "filesystem, deletion on": withVariant({ storage: "filesystem", deletion: true }),
      "filesystem, deletion off": withVariant({ storage: "filesystem", deletion: false }),
      "in memory, deletion on": withVariant({ storage: "in-memory", deletion: true }),
    },
  },
  {
    name: "distribution",
    ...fromGo("3.1.2"),
    program: () => install("github.com/distribution/distribution/v3/cmd/registry@v3.1.2"),
    setups: {
      "filesystem, deletion on": withVariant({ storage: "filesystem", deletion: true }),
      "in memory, deletion on": withVariant({ storage: "in-memory", deletion: true }),
    },
  },
  {
    name: "go-containerregistry",
    ...fromGo("0.22.1"),
    program: () => buildModule("go-containerregistry"),
    setups: { "in memory, with referrers": atAddress },
  },
  {
    name: "ociregistry",
    ...fromGo("0.0.0-20251212221603-3adeb8663819"),
    program: () => buildModule("ociregistry"),
    setups: { "ocimem behind ociserver": atAddress },
  },
];

function fromGo(version: string): Pick<Product, "version" | "missing"> {
  const missing = goMissing();
  return missing ? { missing } : { version };
}

/** docker-registry as Debian has it. */
export function dockerRegistry(): Pick<Product, "version" | "missing"> {
  const { error, stdout } = spawnSync("docker-registry", ["--version"], { encoding: "utf8" });
  if (error) return { missing: "docker-registry is not installed (Debian package docker-registry)" };
  return { version: /\b\d+\.\d+\.\d+\b/.exec(stdout)?.[0] ?? "unknown" };
}
