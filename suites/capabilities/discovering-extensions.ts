import type { CapabilityTest } from "../capabilities.ts";
import { discovered, isList } from "../extensions/discovered.ts";

/** A list of the extensions that the registry has. */
export const discoveringExtensions: { "extension-discovery": CapabilityTest } = {
  "extension-discovery": {
    title: "lists its extensions",
    scenario: discovered,
    lacking: ({ discover }) =>
      discover && isList(discover)
        ? undefined
        : `the registry lists no extensions (status ${discover?.status}): offer _oci/ext/discover to test it`,
  },
};
