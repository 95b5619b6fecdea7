import type { ReportedFinding } from "../../schemas/validation.ts";

/** `index.json → manifests[0] → config#/rootfs`, `… → layers[1]: etc/passwd` */
export function placeText({ path, pointer, entry }: ReportedFinding["place"]): string {
  return `${path}${pointer ? `#${pointer}` : ""}${entry === undefined ? "" : `: ${entry}`}`;
}
