import { isAfter, type SpecVersion } from "../../specs/versions.ts";
import { shown } from "./path.ts";
import type { LayerRule } from "./rule.ts";

const prefix = ".wh.";
const opaque = ".wh..wh..opq";

/** What aufs kept for itself; Docker's first layers have it. */
const aufs = /^\.wh\.\.wh\.(plnk|aufs|orph|\.tmp)/;

/** Whiteouts are empty files named `.wh.<name>` (image-spec, layer.md, "Whiteouts"). */
export function whiteouts(spec: SpecVersion): LayerRule {
  return ({ entry, path, tree }, say) => {
    const { base, segments } = path;
    const directory = segments.slice(0, -1).join("/");
    const inside = segments.slice(0, -1).find((segment) => segment.startsWith(prefix));
    const marks = base.startsWith(prefix);
    if (inside !== undefined || (marks && entry.type !== "file")) {
      const old = aufs.test(inside ?? base);
      say({
        requirement: "image.layer.whiteout-name-reserved",
        severity: old ? "warning" : "error",
        message: "A name that starts with .wh. belongs to something that is no whiteout",
        expected: "such names only for empty regular files that mark removal",
        found:
          inside === undefined ? `${entry.type} ${shown(entry.name)}` : `${shown(entry.name)} below ${shown(inside)}`,
        advice: old ? "Leave out what aufs keeps for itself." : "Rename it: no file of that name can be in an image.",
      });
      return;
    }
    if (!marks) {
      tree.filled.add(directory);
      return;
    }
    if (entry.size > 0) {
      say({
        requirement: "image.layer.whiteout-empty-file",
        severity: "error",
        message: "The whiteout is not empty",
        expected: "0 bytes",
        found: `${entry.size} bytes`,
        advice: "Write whiteouts as empty regular files.",
      });
    }
    if (base === prefix) {
      say({
        requirement: "image.layer.whiteout-without-name",
        severity: isAfter(spec, "1.1") ? "warning" : "info",
        always: true,
        message: "The whiteout names nothing to remove",
        expected: "the name of what is removed behind .wh.",
        found: shown(entry.name),
        advice: "Leave it out, or name what it shall remove.",
      });
    } else if (base === opaque) {
      say({
        requirement: "image.layer.opaque-explicit-preferred",
        severity: "info",
        message: "An opaque marker removes everything in its directory",
        expected: "a whiteout for each removed entry, which the spec prefers",
        found: shown(entry.name),
        advice: "Nothing need be done: every reader must take both.",
      });
    } else if (base.startsWith(".wh..wh.")) {
      say({
        requirement: "image.layer.opaque-form",
        severity: "warning",
        message: "The name looks like the opaque marker and is not",
        expected: opaque,
        found: shown(base),
        advice: "Name the marker .wh..wh..opq; readers take this one for the whiteout of a hidden file.",
      });
    } else {
      tree.removed.push([...segments.slice(0, -1), base.slice(prefix.length)].join("/"));
      if (tree.filled.has(directory)) {
        say({
          requirement: "image.layer.whiteout-before-siblings",
          severity: "info",
          message: "A whiteout stands behind other entries of its directory",
          expected: "whiteouts before their siblings",
          found: shown(entry.name),
          advice: "Nothing need be done; sorted by name, whiteouts come first nearly always.",
        });
      }
    }
  };
}
