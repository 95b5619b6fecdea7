import { pathOf, shown } from "./path.ts";
import type { LayerRule } from "./rule.ts";

export const symlinks: LayerRule = ({ entry }, say) => {
  if (entry.type !== "symlink" || entry.linkName !== "") return;
  say({
    requirement: "image.layer.symlink-target",
    severity: "error",
    message: "The symbolic link has no target",
    expected: "the target in the header's linkname",
    found: "an empty linkname",
    advice: "Write the link's target.",
  });
};

/** Hard links name an earlier file by its path from the root (image-spec, layer.md, "File Types"). */
export const hardlinks: LayerRule = ({ entry, tree }, say) => {
  if (entry.type !== "hardlink") return;
  const target = pathOf(entry.linkName);
  if (target.key === "") {
    say({
      requirement: "image.layer.hardlink-form",
      severity: "error",
      message: "The hard link names no file",
      expected: "the path of an earlier entry in the header's linkname",
      found: JSON.stringify(shown(entry.linkName)),
      advice: "Write the path of the file that it links to.",
    });
    return;
  }
  if (target.segments.includes("..")) return;
  const node = tree.nodes.get(target.key);
  if (node?.type === "directory" || (!node && tree.implied.has(target.key))) {
    say({
      requirement: "image.layer.hardlink-directory",
      severity: "error",
      message: "The hard link leads to a directory",
      expected: "a target that is no directory",
      found: shown(entry.linkName),
      advice: "Use a symbolic link for directories.",
    });
  } else if (!node) tree.openLinks.push({ name: entry.name, target: target.key });
};
