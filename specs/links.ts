import type { SpecVersion } from "./model.ts";
import { revisions } from "./spec-names.ts";

const repository = "https://github.com/opencontainers/distribution-spec";

/**
 * Public link to a heading of the distribution spec, as it stands in that version.
 * @param section `#anchor` in spec.md, or `<file>#anchor` in another of its documents; `#` may be missing; empty for
 * the whole of spec.md
 */
export function sectionLink(spec: SpecVersion, section: string): string {
  const [, file = "spec.md", heading = ""] = /^([^#]*\.md)?#?(.*)$/.exec(section) ?? [];
  return `${repository}/blob/${revisions.distribution[spec]}/${file}${heading === "" ? "" : `#${heading}`}`;
}
