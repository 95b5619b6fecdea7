import { containerRegistry } from "./container-registry.ts";
import { distribution } from "./distribution.ts";
import { dockerRegistry } from "./docker-registry.ts";
import { ferroOciServer } from "./ferro-oci-server.ts";
import { goContainerregistry } from "./go-containerregistry.ts";
import { ociregistry } from "./ociregistry.ts";
import { olareg } from "./olareg.ts";
import type { Product } from "./product.ts";
import { registryTestkit } from "./registry-testkit.ts";

/** Every registry that the tests know how to start. */
export const fleet: readonly Product[] = [
  dockerRegistry,
  distribution,
  goContainerregistry,
  ociregistry,
  olareg,
  ferroOciServer,
  containerRegistry,
  registryTestkit,
];
