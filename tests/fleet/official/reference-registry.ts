import { startRegistry } from "../../../registry/server.ts";
import type { Product } from "../product.ts";

/** Our own registry, as `oci-conformance registry` serves it. It has no version but ours. */
export const referenceRegistry: Product = {
  name: "reference-registry",
  version: "",
  missing: undefined,
  setups: {
    "as it is": async () => {
      const { url, close } = await startRegistry();
      return { url, stop: close };
    },
  },
};
