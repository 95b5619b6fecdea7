import type { SpecVersion } from "./model.ts";

const repository = "https://github.com/opencontainers/distribution-spec";

/** The tag or branch that a spec version is read from. */
const revisions: Record<SpecVersion, string> = { "1.0": "v1.0.1", "1.1": "v1.1.1", edge: "main" };

/**
 * Public link to a heading of the distribution spec, as it stands in that version.
 * @param anchor with or without the `#`; empty for the whole document
 */
export function sectionLink(spec: SpecVersion, anchor: string): string {
  const heading = anchor.replace(/^#/, "");
  return `${repository}/blob/${revisions[spec]}/spec.md${heading === "" ? "" : `#${heading}`}`;
}
