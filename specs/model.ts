/** The vocabulary of the catalogue: what a spec demands of a registry, as data. */

import type { SpecVersion } from "./versions.ts";

export { type SpecVersion, specVersions } from "./versions.ts";

/** The RFC 2119 keyword a requirement carries in one spec version. */
export type Level = "MUST" | "MUST_NOT" | "SHOULD" | "SHOULD_NOT" | "MAY";

/**
 * What a level rests on. Only `keyword` is the spec's own word; for every other basis the level is this
 * catalogue's reading, and breaking the requirement is a warning at most.
 */
export type Basis = "keyword" | "table" | "prose" | "rfc" | "derived";

/** The spec's workflow categories; `base` holds what every category rests on. */
export type Category = "base" | "pull" | "push" | "discovery" | "management";

export const categories: readonly Category[] = ["base", "pull", "push", "discovery", "management"];

/** An optional behaviour of the target, found out from what it answers (see `suites/capabilities.ts`). */
export type Capability =
  | "push"
  | "mount"
  | "single-post"
  | "no-single-post"
  | "upload-cancel"
  | "sha512"
  | "tag-parameters"
  | "chunk-minimum"
  | "etag"
  | "accept-ranges"
  | "blob-redirect"
  | "tag-deletion"
  | "no-tag-deletion"
  | "manifest-deletion"
  | "no-manifest-deletion"
  | "referrers"
  | "no-referrers"
  | "extension-discovery"
  | "blob-deletion"
  | "no-blob-deletion"
  | "tag-list"
  | "authentication"
  | "limited-account"
  | "offsite-upload"
  | "repository-in-upload-location";

/** One entry of the catalogue (`specs/<spec>/<area>.yaml`). */
export interface Requirement {
  /** Stable: vendors' baselines and badges name it. */
  id: string;
  category: Category;
  /** The YAML file it stands in, and the suite folder that tests it: base, pull, push, mount, … */
  area: string;
  /** One line, in our words. */
  title: string;
  /** The keyword per spec version; null where that version does not say it. */
  levels: Record<SpecVersion, Level | null>;
  /** What that keyword rests on per spec version; null where that version does not say it. */
  basis: Record<SpecVersion, Basis | null>;
  /** The endpoint's number in the spec's table, such as `end-4a`; null when no single one is meant. */
  endpoint: string | null;
  /** The heading's anchor in that version's spec.md, with the `#`; null where that version does not say it. */
  section: Record<SpecVersion, string | null>;
  /** `spec.md#anchor@fingerprint` per version: where it is said, without saying it again. */
  statements: Record<SpecVersion, string[]>;
  /** Without these capabilities it does not apply, and is skipped. */
  needs: Capability[];
  /** Why no black-box test can decide it; null when it has a check. */
  untestable: string | null;
  /** It takes very large content, and is tested on request only; absent otherwise. */
  large?: true;
  /** What an implementer or a test author should know; absent when there is nothing to add. */
  note?: string;
}
