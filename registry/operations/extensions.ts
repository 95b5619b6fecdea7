import { type Answer, json } from "../answer.ts";
import { notFound } from "../errors.ts";
import type { Registry } from "../registry.ts";
import type { RegistryRequest } from "../request.ts";

/** An extension as the list has it (extensions/_oci.md). */
export interface Extension {
  name: string;
  url: string;
  description?: string;
  endpoints: string[];
}

const documents = "https://github.com/opencontainers/distribution-spec/blob/main/extensions";

const extensions: Extension[] = [
  {
    name: "_oci",
    url: `${documents}/_oci.md`,
    description: "Lists the extensions of this registry",
    endpoints: ["_oci/ext/discover"],
  },
  {
    name: "_example",
    url: "https://example.org/extension",
    endpoints: ["_example/image/search", "_example/image/sort"],
  },
];

/** GET of the extensions that the registry has; nothing is behind the second one but its name. */
export function discoverExtensions(_request: RegistryRequest, { settings }: Registry): Answer {
  return settings.extensions ? json(200, { extensions }) : notFound();
}
