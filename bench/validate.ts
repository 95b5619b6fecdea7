import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeLayout } from "./layout.ts";
import { measured } from "./measured.ts";
import { bin } from "./registries.ts";
import type { ValidateResult } from "./results.ts";

/**
 * `validate` on a layout with one layer of so many bytes, against sha256sum and gzip on the same file.
 * @throws Error when either of them fails
 */
export async function validate(size: number): Promise<ValidateResult> {
  const folder = mkdtempSync(join(tmpdir(), "oci-conformance-bench-"));
  try {
    const layer = await writeLayout(folder, size);
    const script = 'sha256sum "$1" && gzip -dc "$1" | sha256sum';
    const tools = await measured({ program: "bash", arguments: ["-o", "pipefail", "-c", script, "bash", layer] });
    const ours = await measured({ program: process.execPath, arguments: [bin, "validate", "--quiet", folder] });
    if (tools.exitCode !== 0 || ours.exitCode !== 0)
      throw new Error(`sha256sum and gzip ended with ${tools.exitCode}, validate with ${ours.exitCode}`);
    const { wallMs, cpuMs, peakMB } = ours;
    return { bytes: statSync(layer).size, toolsMs: tools.wallMs, wallMs, cpuMs, peakMB };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
