import { layerTypeOf } from "../media-types.ts";
import type { Context } from "./context.ts";
import type { Graph } from "./graph.ts";
import { textIn } from "./json.ts";

/** Layers that must not be distributed are on their way out (image-spec, layer.md, "Non-Distributable Layers"). */
export function restrictedLayers({ spec, findings }: Context, { manifests }: Graph): void {
  if (spec === "1.0") return;
  for (const { config, layers } of manifests) {
    const windows = textIn(config?.target?.value.os) === "windows";
    for (const { descriptor, path } of layers) {
      if (!layerTypeOf(descriptor.mediaType, spec)?.restricted) continue;
      findings.say(path, {
        requirement: "image.layer.nondistributable-deprecated",
        severity: windows ? "info" : "warning",
        message: "The layer is marked as not to be distributed, which the spec has deprecated",
        expected: "a layer type without nondistributable or foreign",
        found: descriptor.mediaType,
        advice: windows
          ? "Nothing need be done: base images of Windows have had such layers."
          : "Give it the ordinary type.",
      });
    }
  }
}
