import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { formats } from "../../reporters/index.ts";
import type { Report } from "../../schemas/report.ts";
import { inNewFolder } from "../cli/new-folder.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

/** The program as it is started: in few files, packages included. */
const program = [join(root, manifest.bin["oci-conformance"])];
/** The modules that it was made of. */
const modules = [
  "--input-type=module",
  "--eval",
  `import { main } from ${JSON.stringify(join(root, "dist/cli/main.js"))}; process.exitCode = await main(process.argv.slice(1));`,
  "--",
];

function outcome(how: readonly string[], ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...how, ...args], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  return { status, stdout, stderr };
}

test("The package has every file that its manifest names", () => {
  const exported = Object.values<string | Record<string, string>>(manifest.exports).flatMap((each) =>
    typeof each === "string" ? each : Object.values(each),
  );
  for (const path of [...Object.values<string>(manifest.bin), ...manifest.files, ...exported]) {
    const [folder = "", end] = path.split("*");
    const found =
      end === undefined
        ? existsSync(join(root, path))
        : readdirSync(join(root, folder)).some((name) => name.endsWith(end));
    expect(found, path).toBe(true);
  }
});

describe("The program", () => {
  test("needs no package, and names the license of each that is in it", () => {
    const folder = join(root, "dist/cli/program");
    const files = readdirSync(folder).filter((name) => name.endsWith(".js"));
    const imported = [join(folder, "../bin.js"), ...files.map((name) => join(folder, name))].flatMap((file) =>
      [...readFileSync(file, "utf8").matchAll(/^(?:import|export)\b[^"'`;]*"([^"]+)";$/gm)].map(
        ([, name = ""]) => name,
      ),
    );
    expect(imported.length).toBeGreaterThan(50);
    expect(imported.filter((name) => !/^(node:|\.)/.test(name) && !builtinModules.includes(name))).toEqual([]);

    const licenses = readFileSync(join(folder, "licenses.txt"), "utf8");
    for (const [name, version] of Object.entries(manifest.dependencies))
      expect(licenses).toContain(`${name} ${version}\n\n`);
  });

  test.each([
    [["--version"]],
    [["--help"]],
    [["run", "--help"]],
    [["run", "--no-such-option"]],
    [["run", "--print-config"]],
    [["schema", "report"]],
    [["registry", "--list-faults"]],
    [["verify", "results/olareg-0.1.2/report.json.gz"]],
    [["compare", "results/olareg-0.1.2/report.json.gz", "results/docker-registry-2.8.2/report.json.gz"]],
    [["selftest", "--fault", "v2-root-404", "--spec", "1.1"]],
  ])("says what its modules say: %j", (args) => {
    const said = outcome(program, ...args);
    expect(said).toEqual(outcome(modules, ...args));
    expect(said.stdout + said.stderr).not.toBe("");
  });

  test("writes what its modules write", () =>
    inNewFolder(async (folder) => {
      const reporters = Object.keys(formats).flatMap((name) => ["--reporter", name]);
      for (const [name, how] of Object.entries({ program, modules })) {
        const out = join(folder, name);
        const report = outcome(how, "report", "results/olareg-0.1.2/report.json.gz", "--out", out, ...reporters);
        expect(report.stderr).toBe("");
        outcome(how, "site", "results", "--out", join(out, "site"));
      }
      const files = readdirSync(join(folder, "program"), { recursive: true, withFileTypes: true }).filter((entry) =>
        entry.isFile(),
      );
      expect(files.length).toBeGreaterThan(Object.keys(formats).length);
      for (const { parentPath, name } of files) {
        const path = join(parentPath, name);
        const other = path.replace(join(folder, "program"), join(folder, "modules"));
        expect(readFileSync(path, "utf8") === readFileSync(other, "utf8"), path).toBe(true);
      }
    }));

  test("finds what its modules find", () => {
    const found = [program, modules].map((how) => {
      const { results }: Report = JSON.parse(
        outcome(how, "run", "--fault", "tags-unsorted", "--json", "--quiet").stdout,
      );
      return results.map(({ requirement, verdict }) => [requirement, verdict]);
    });
    expect(found[0]).toEqual(found[1]);
  });

  test("shows with --debug where it broke", () => {
    const { stderr } = outcome(program, "run", "--no-such-option", "--debug");
    expect(stderr).toMatch(/^ +at .*\/cli\/program\/main\.js:\d+:\d+\)?$/m);
  });
});
