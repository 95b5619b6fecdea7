import { fileURLToPath } from "node:url";
import { distribution } from "../tests/fleet/distribution.ts";
import { dockerRegistry } from "../tests/fleet/docker-registry.ts";
import { launch, type Running } from "../tests/fleet/launch.ts";
import { olareg } from "../tests/fleet/olareg.ts";

/** The built command line. */
export const bin = fileURLToPath(new URL("../dist/cli/bin.js", import.meta.url));

/** A registry that both suites are held against. */
export interface BenchRegistry {
  name: string;
  /** Starts a new one, that nobody has used. */
  start(): Promise<Running>;
}

/** Ours, in a process of its own, as `oci-conformance registry` serves it. */
export const reference: BenchRegistry = {
  name: "reference",
  start: () =>
    launch(process.execPath, (address) => ({
      arguments: [bin, "registry", "--port", new URL(`http://${address}`).port],
    })),
};

const others = [
  { product: olareg, setup: "in memory, deletion on" },
  { product: dockerRegistry, setup: "filesystem, deletion on" },
  { product: distribution, setup: "filesystem, deletion on" },
];

/** Ours, and up to two that nobody here wrote and that can be started on this machine. */
export function registries(): BenchRegistry[] {
  const here = others.filter(({ product }) => product.missing === undefined).slice(0, 2);
  return [
    reference,
    ...here.map(({ product: { name, version, setups }, setup }) => ({
      name: `${name} ${version} (${setup})`,
      // A concurrency that its results need is the bench's to choose.
      start: async () => ({ ...(await (setups[setup] as () => Promise<Running>)()), wishes: {} }),
    })),
  ];
}
