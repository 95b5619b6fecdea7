import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";

/** Folders of `schemas/` whose schemas describe documents of the specs. */
const folders = ["image", "distribution"];

/**
 * The JSON Schemas that others may import, in alphabetical order within their folder.
 * @returns `{ name, file, schema }`, the file relative to `schemas/`
 */
export function readSchemas(root) {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((file) => file.endsWith(".schema.json"))
      .sort()
      .map((file) => ({
        name: basename(file, ".schema.json"),
        file: `${folder}/${file}`,
        schema: JSON.parse(readFileSync(join(root, folder, file), "utf8")),
      })),
  );
}
