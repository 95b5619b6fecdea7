import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Where built programs stay; Go builds what is there already anew within a second. */
const built = fileURLToPath(new URL("../../node_modules/.cache/oci-conformance/fleet/", import.meta.url));

/** Why nothing can be built here; undefined when it can. */
export function goMissing(): string | undefined {
  return spawnSync("go", ["version"]).error ? "Go is not installed" : undefined;
}

/** Builds the module in that folder of `go/`, and gives the path of its program. */
export function buildModule(name: string): string {
  const program = join(built, name);
  go(["build", "-buildvcs=false", "-o", program, "."], fileURLToPath(new URL(`go/${name}/`, import.meta.url)));
  return program;
}

/** Builds a program from Go's module proxy, such as `example.org/module/cmd/program@v1.2.3`, and gives its path. */
export function install(module: string): string {
  go(["install", module], built, { GOBIN: built });
  return join(built, module.replace(/@.*$/, "").split("/").at(-1) as string);
}

/** @throws Error with the last line of what Go said */
function go(args: string[], cwd: string, env: Record<string, string> = {}): void {
  mkdirSync(built, { recursive: true });
  const { status, stderr } = spawnSync("go", args, { cwd, env: { ...process.env, ...env }, encoding: "utf8" });
  if (status !== 0) throw new Error(`go ${args.join(" ")}: ${stderr.trim().split("\n").at(-1)}`);
}
