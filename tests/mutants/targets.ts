import { distribution } from "../fleet/distribution.ts";
import { dockerRegistry } from "../fleet/docker-registry.ts";
import { ociregistry } from "../fleet/ociregistry.ts";
import { olareg } from "../fleet/olareg.ts";
import type { Product } from "../fleet/product.ts";

/** The registries whose answers are changed: four that share no code but for the second and third, and break little. */
export const targets: readonly { product: Product; setup: string }[] = [
  { product: olareg, setup: "in memory, deletion on" },
  { product: distribution, setup: "in memory, deletion on" },
  { product: dockerRegistry, setup: "in memory, deletion on" },
  { product: ociregistry, setup: "ocimem behind ociserver" },
];
