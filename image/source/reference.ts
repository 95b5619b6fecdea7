/** A reference to content in a registry. */
export interface Reference {
  /** `registry.example:5000`, or with a scheme where it was given. */
  registry: string;
  repository: string;
  /** Tag or digest; `latest` where nothing was said. */
  reference: string;
  digest: string | undefined;
}

const name = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
const grammar = new RegExp(
  `^(?:(https?)://|docker://)?([A-Za-z0-9.-]+(?::[0-9]+)?|\\[[0-9a-fA-F:]+\\](?::[0-9]+)?)/(${name}(?:/${name})*)` +
    "(?::([A-Za-z0-9_][A-Za-z0-9._-]{0,127}))?(?:@([a-z0-9]+(?:[+._-][a-z0-9]+)*:[A-Za-z0-9=_-]+))?$",
);

/**
 * `registry.example/team/app:1.2` or `…@sha256:…`. The registry is always named: its name holds a dot or a port, or is
 * `localhost`.
 * @returns undefined when it is no such reference
 */
export function referenceIn(text: string): Reference | undefined {
  const [, scheme, host = "", repository = "", tag, digest] = grammar.exec(text) ?? [];
  if (!/[.:]/.test(host) && host !== "localhost") return undefined;
  const hub = host === "docker.io" || host === "index.docker.io";
  return {
    registry: `${scheme ? `${scheme}://` : ""}${hub ? "registry-1.docker.io" : host}`,
    repository: hub && !repository.includes("/") ? `library/${repository}` : repository,
    reference: digest ?? tag ?? "latest",
    digest,
  };
}
