import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { inNewFolder } from "../cli/new-folder.ts";
import { root } from "./files.ts";

/** Runs the action's script with a program in the suite's place, which ends with this code. */
const script = (code: number, environment: Record<string, string>) =>
  inNewFolder(async (folder) => {
    mkdirSync(join(folder, "dist/cli"), { recursive: true });
    const program = `const { OCI_USERNAME, OCI_PASSWORD, INPUT_PASSWORD } = process.env;
      console.log(JSON.stringify({ args: process.argv.slice(2), OCI_USERNAME, OCI_PASSWORD, INPUT_PASSWORD }));
      process.exit(${code});`;
    writeFileSync(join(folder, "dist/cli/bin.js"), program);
    const outputs = join(folder, "outputs");
    const { status, stdout, stderr } = spawnSync("bash", [join(root, "ci/github/run.sh")], {
      encoding: "utf8",
      env: { PATH: process.env.PATH, ACTION_PATH: folder, GITHUB_OUTPUT: outputs, ...environment },
    });
    expect(stderr).toBe("");
    return { status, outputs: readFileSync(outputs, "utf8").trim().split("\n"), ...JSON.parse(stdout) };
  });

const reporters = ["html", "junit", "results-yaml", "github"].flatMap((name) => ["--reporter", name]);

describe("The action's script", () => {
  test("makes options of its inputs, and no argument of a secret", async () => {
    const { args, ...rest } = await script(0, {
      INPUT_REGISTRY: "http://localhost:5000",
      INPUT_REPOSITORY: "a/b",
      INPUT_SPEC: "1.0,1.1",
      INPUT_ARGUMENTS: "--rate 20 --strict",
      INPUT_RESULTS_DIR: "with space",
      INPUT_USERNAME: "me",
      INPUT_PASSWORD: "hunter2",
    });
    expect(args).toEqual([
      "run",
      ...["--repository", "a/b", "--spec", "1.0,1.1", "--out", "with space"],
      ...reporters,
      ...["--rate", "20", "--strict", "http://localhost:5000"],
    ]);
    expect(rest).toEqual({
      status: 0,
      outputs: ["conformant=true", "exit-code=0", "results-dir=with space"],
      OCI_USERNAME: "me",
      OCI_PASSWORD: "hunter2",
    });
  });

  test("leaves what it is not told to the environment", async () => {
    const { args, OCI_PASSWORD } = await script(0, { OCI_RESULTS_DIR: "here", OCI_PASSWORD: "s" });
    expect(args).toEqual(["run", "--out", "here", ...reporters]);
    expect(OCI_PASSWORD).toBe("s");
  });

  test.each([
    [1, "true", 1, "conformant=false"],
    [1, "false", 0, "conformant=false"],
    [3, "false", 3, "conformant="],
  ])("ends, where the suite ends with %d and fail is %s, with %d", async (code, fail, status, conformant) => {
    const ended = await script(code, { INPUT_FAIL: fail });
    expect(ended.status).toBe(status);
    expect(ended.outputs).toContain(conformant);
    expect(ended.outputs).toContain(`exit-code=${code}`);
  });
});
