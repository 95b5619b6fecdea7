import { plainSpelling, shown } from "./path.ts";
import type { LayerRule } from "./rule.ts";

/** A path occurs once, however it is spelt (image-spec, layer.md, "Change types" and "Representing changes"). */
export const duplicates: LayerRule = ({ entry, path, tree }, say) => {
  const earlier = tree.nodes.get(path.key);
  if (!earlier) return;
  const bothDirectories = entry.type === "directory" && earlier.type === "directory";
  const sameKind = bothDirectories || (entry.type !== "directory" && earlier.type !== "directory");
  const spelling = plainSpelling(entry.name, entry.type === "directory");
  const earlierSpelling = plainSpelling(earlier.spelling ?? path.key, earlier.type === "directory");
  const same = sameKind && spelling === earlierSpelling;
  say({
    requirement: same ? "image.layer.no-duplicate-paths" : "image.layer.duplicate-after-normalise",
    severity: "error",
    message: "Two entries of the layer have the same path",
    expected: "one entry for each path",
    found: `${earlier.type} ${shown(earlier.spelling ?? path.key)} and ${entry.type} ${shown(entry.name)}`,
    advice: "Keep one of them: readers disagree on which of the two counts.",
  });
};

export const traversal: LayerRule = ({ entry, path }, say) => {
  const link = entry.type === "hardlink" ? entry.linkName : "";
  const climbing = path.segments.includes("..") ? entry.name : link.split("/").includes("..") ? link : undefined;
  const withNul = entry.name.includes("\0") ? entry.name : entry.linkName.includes("\0") ? entry.linkName : undefined;
  const bad = climbing ?? withNul;
  if (bad === undefined) return;
  say({
    requirement: "image.layer.no-path-traversal",
    severity: "error",
    message: `The ${bad === entry.name ? "path" : "hard link's target"} ${climbing ? "climbs out of its directory" : "holds a NUL byte"}`,
    expected: "a path below the root, without .. and NUL",
    found: shown(bad),
    advice: "Write the path as it is in the root filesystem; a reader that follows this one writes outside of it.",
  });
};

/** The root itself may be called `/`: there is nothing else to call it relative to. */
export const absolute: LayerRule = ({ entry, path }, say) => {
  if (!entry.name.startsWith("/") || path.key === "") return;
  say({
    requirement: "image.layer.root-relative",
    severity: "warning",
    message: "The path starts with a slash",
    expected: "a path relative to the root filesystem",
    found: shown(entry.name),
    advice: "Leave the leading slash out: some readers strip it, others refuse it.",
  });
};

export const throughSymlink: LayerRule = ({ entry, path, tree }, say) => {
  if (!tree.hasSymlinks) return;
  for (let end = path.key.indexOf("/"); end !== -1; end = path.key.indexOf("/", end + 1)) {
    const parent = path.key.slice(0, end);
    if (tree.nodes.get(parent)?.type !== "symlink") continue;
    say({
      requirement: "image.layer.no-write-through-symlink",
      severity: "warning",
      message: "The entry lies below a symbolic link of the same layer",
      expected: "parents that are directories",
      found: `${shown(entry.name)} below the link ${shown(parent)}`,
      advice: "Write the entry at the link's target: readers that follow the link can be led outside of the root.",
    });
    return;
  }
};
