import type { SpecVersion } from "./model.ts";

const repository = "https://github.com/opencontainers/distribution-spec";

/** The tag or branch that a spec version is read from. */
const revisions: Record<SpecVersion, string> = { "1.0": "v1.0.1", "1.1": "v1.1.1", edge: "main" };

/**
 * Public link to a heading of the distribution spec, as it stands in that version.
 * @param section `#anchor` in spec.md, or `<file>#anchor` in another of its documents; `#` may be missing; empty for
 * the whole of spec.md
 */
export function sectionLink(spec: SpecVersion, section: string): string {
  const [, file = "spec.md", heading = ""] = /^([^#]*\.md)?#?(.*)$/.exec(section) ?? [];
  return `${repository}/blob/${revisions[spec]}/${file}${heading === "" ? "" : `#${heading}`}`;
}
