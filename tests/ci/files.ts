import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseAllDocuments } from "yaml";

export const root = fileURLToPath(new URL("../../", import.meta.url));

export const textOf = (file: string) => readFileSync(join(root, file), "utf8");

/** The files that are there for other people's CI, relative to the repository. */
export const files = [
  "action.yml",
  ...["ci", "examples"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length)),
  ),
];

export const yamlFiles = files.filter((file) => /\.ya?ml$/.test(file));

/** The documents of a YAML file. @throws Error when it has a mistake, or the same key twice */
export function documentsOf(file: string): Record<string, unknown>[] {
  return parseAllDocuments(textOf(file), { strict: true }).map((document) => {
    const [problem] = [...document.errors, ...document.warnings];
    if (problem) throw new Error(`${file}: ${problem.message}`);
    return document.toJS();
  });
}
