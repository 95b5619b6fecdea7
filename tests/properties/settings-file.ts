import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, vi } from "vitest";
import { knownVariables } from "../../engine/compat/keys.ts";

/** For the tests around it: a configuration file of their own, and an environment that says nothing. */
export function settingsFile(): { path: () => string; write: (text: string) => void } {
  let folder = "";
  const path = () => join(folder, "settings.yaml");
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "properties-"));
    for (const name of knownVariables) vi.stubEnv(name, undefined);
  });
  afterAll(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });
  return { path, write: (text) => writeFileSync(path(), text) };
}
