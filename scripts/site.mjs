// Builds site/ from the fleet's reports and, where they lie beside the repository, the published results of others.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { main } from "../dist/cli/main.js";

const root = fileURLToPath(new URL("../", import.meta.url));
const published = `${root}../shared/published-results`;
const folders = [`${root}results`, ...(existsSync(published) ? [published] : [])];

process.exitCode = await main(["site", ...folders, "--out", `${root}site`]);
