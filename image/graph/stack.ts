import { shown } from "../layer/path.ts";
import type { LayerReading } from "../layer/read.ts";
import { isImageConfigType } from "../media-types.ts";
import type { Context } from "./context.ts";
import type { ManifestDocument } from "./graph.ts";
import type { ReadContent } from "./read-content.ts";

/** Hard links and whiteouts against the layers below (image-spec, layer.md, "File Types" and "Whiteouts"). */
export function layerStack(context: Context, { config, layers }: ManifestDocument, read: ReadContent): void {
  if (!config || !isImageConfigType(config.descriptor.mediaType)) return;
  const below: LayerReading[] = [];
  let complete = true;
  for (const { descriptor, path } of layers) {
    const reading = read.layers.get(descriptor.digest);
    if (!reading || reading.tree.forgotten) {
      complete = false;
      continue;
    }
    hardlinks(context, path, reading, { below, complete });
    if (complete) whiteouts(context, path, reading, below);
    if (reading.stopped !== undefined) complete = false;
    below.push(reading);
  }
}

function hardlinks(
  { findings }: Context,
  path: string,
  { tree, stopped }: LayerReading,
  { below, complete }: { below: readonly LayerReading[]; complete: boolean },
): void {
  for (const { name, target } of tree.openLinks) {
    const later = tree.nodes.has(target);
    const lower = below.some((layer) => layer.tree.nodes.has(target));
    if (!later && !lower && (!complete || stopped !== undefined)) continue;
    findings.say(path, {
      requirement: "image.layer.hardlink-target",
      severity: lower && !later ? "info" : "warning",
      entry: shown(name),
      message: later
        ? "The hard link stands before the file that it links to"
        : lower
          ? "The hard link leads to a file of a lower layer"
          : "The hard link leads to a file that no layer has",
      expected: "an earlier entry of the same layer",
      found: shown(target),
      advice: later ? "Write the file first, then links to it." : "Write the file into this layer, and link to it.",
    });
  }
}

function whiteouts({ findings }: Context, path: string, { tree }: LayerReading, below: readonly LayerReading[]): void {
  const idle = tree.removed.filter((target) => !below.some((layer) => has(layer, target)));
  const [first] = idle;
  if (first === undefined) return;
  findings.say(path, {
    requirement: "image.layer.whiteout-target-exists",
    severity: "info",
    entry: shown(first),
    message: `${idle.length === 1 ? "A whiteout removes" : `${idle.length} whiteouts remove`} what no lower layer has`,
    expected: "whiteouts of what lower layers hold",
    found: below.length === 0 ? "a whiteout in the lowest layer" : shown(first),
    advice: "Nothing need be done; it has no effect.",
  });
}

function has({ tree }: LayerReading, target: string): boolean {
  return tree.nodes.has(target) || tree.implied.has(target);
}
