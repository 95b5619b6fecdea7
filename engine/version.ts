import { readFileSync } from "node:fs";

/** The version of this package, from the nearest package.json (one folder up in the sources, two in `dist/`). */
export const version: string = JSON.parse(read("../package.json") ?? read("../../package.json") ?? "{}").version;

function read(path: string): string | undefined {
  try {
    return readFileSync(new URL(path, import.meta.url), "utf8");
  } catch {
    return undefined;
  }
}
