import { data } from "../../reporters/results-yaml/names.ts";
import { catalogue } from "../../specs/catalogue.ts";
import { UsageError } from "../errors.ts";
import { nearest } from "./given.ts";

const root = "OCI Conformance Test";

/** Groups of tests in the official suite whose name is not that of their kind of data in lower case. */
const otherwiseCalled: Record<string, string> = {
  "Blobs sha256": "sha256 blobs",
  "Blobs sha512": "sha512 blobs",
  "Digest Algorithm sha512": "sha512",
  "Image with Large Manifest": "large-manifest",
  "Invalid Manifest Digest": "invalid-digest-format",
};

/** Each group by its name, with the requirements it is about. */
export const groups: Readonly<Record<string, readonly string[]>> = {
  ping: ["base.v2.*"],
  empty: ["discovery.tags.unknown-repo-404", "referrers.unknown-repo", "pull.*-404"],
  ...Object.fromEntries(
    Object.entries(data).map(([title, { shows, breaks }]) => [
      otherwiseCalled[title] ?? title.toLowerCase().replaceAll(" ", "-"),
      [...shows, ...breaks],
    ]),
  ),
};

/**
 * What a filter of the official suite chooses, as patterns of our ids; undefined for everything. It takes what begins like
 * the filter, and what the filter begins like; here it may be one of our ids as well.
 * @throws UsageError when it fits nothing
 */
export function patternsFor(filter: string): string[] | undefined {
  if (root.startsWith(filter)) return undefined;
  const within = filter.startsWith(`${root}/`) ? filter.slice(root.length + 1) : undefined;
  const fitting = Object.keys(groups).filter(
    (name) => within !== undefined && (name.startsWith(within) || within === name || within.startsWith(`${name}/`)),
  );
  if (fitting.length > 0) return [...new Set(fitting.flatMap((name) => groups[name] ?? []))];
  const start = filter.split("*")[0] ?? "";
  if (start !== "" && catalogue.some(({ id }) => id.startsWith(start))) return [filter];
  const names = Object.keys(groups).map((name) => `${root}/${name}`);
  throw new UsageError(
    `the filter "${filter}" fits no test; the nearest is "${nearest(filter, names)}", and --only takes ids of requirements`,
  );
}
