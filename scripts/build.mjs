// Builds dist/: the compiled sources, and beside them the data that they read at run time.
import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, extname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { bundle } from "./bundle.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const dist = join(root, "dist");
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

rmSync(dist, { recursive: true, force: true });
compile();
for (const file of data()) copy(file);
await bundle(dist);
for (const command of Object.values(manifest.bin)) chmodSync(join(root, command), 0o755);

function compile() {
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const { status, error } = spawnSync(process.execPath, [tsc, "-p", "tsconfig.build.json"], {
    cwd: root,
    stdio: "inherit",
  });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

/** What ships besides code, relative to the repository. */
function data() {
  return [
    "specs/generated/catalogue.json",
    "specs/generated/image-catalogue.json",
    "specs/generated/unmapped.json",
    "specs/catalogue.schema.json",
    "specs/image-catalogue.schema.json",
    ...filesIn("schemas", ".json"),
    ...filesIn("reporters", ".eta", ".css", ".js"),
  ];
}

function filesIn(folder, ...extensions) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && extensions.includes(extname(entry.name)))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

function copy(file) {
  const target = join(dist, file);
  mkdirSync(dirname(target), { recursive: true });
  cpSync(join(root, file), target);
}
