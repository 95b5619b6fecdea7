import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { describe, expect, it, vi } from "vitest";
import { imageOf, LayoutBuilder, someFiles } from "../../image/corpus/layout/builder.ts";
import { membersOf } from "../../image/corpus/layout/layout-faults.ts";
import { tarOf } from "../../image/corpus/layout/tar.ts";
import { sarifProblems } from "../reporters/sarif-schema.ts";
import { commandLine, inNewFolder } from "./command-line.ts";

const sound = () => imageOf(someFiles);
const faulty = () => imageOf([...someFiles, { name: "../outside" }]);
const warned = () => imageOf([...someFiles, { name: "/absolute" }]);

/** Calls `validate` on a layout of these files. */
function validate(files: ReadonlyMap<string, Buffer>, ...options: string[]) {
  return inNewFolder(async (folder) => {
    for (const [path, bytes] of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), bytes);
    }
    return commandLine("validate", folder, ...options);
  });
}

describe("The exit code of validate", () => {
  it.each([
    ["0 when nothing wrong is found", sound(), [], 0],
    ["1 when an error is found", faulty(), [], 1],
    ["0 when there are warnings only", warned(), [], 0],
    ["1 when there are warnings, and it is strict", warned(), ["--strict"], 1],
    ["2 when an input is not there", sound(), ["nowhere"], 2],
    ["3 when a registry does not answer", sound(), ["127.0.0.1:9/app:1", "--plain-http"], 3],
  ])("is %s", async (_, files, options, code) => {
    expect((await validate(files, ...options)).code).toBe(code);
  });

  it.each([
    [["validate"], /argument/],
    [["validate", "x", "--format", "xml"], /terminal.*json.*sarif.*github/],
    [["validate", "x", "--as", "layer"], /manifest/],
    [["validate", "x", "--spec", "2.0"], /1\.0.*1\.1.*edge/],
    [["validate", "-", "-"], /only once/],
    [["validate", "x", "--max-depth", "none"], /--max-depth takes a number above 0/],
  ])("is 2 for %j, with one line", async (args, hint) => {
    const { code, stderr } = await commandLine(...args);
    expect(code).toBe(2);
    expect(stderr).toMatch(hint);
    expect(stderr.trimEnd()).not.toContain("\n");
  });
});

describe("Standard input", () => {
  it("is read for a dash", async () => {
    const archive = tarOf(membersOf(faulty()));
    const stdin = vi.spyOn(process, "stdin", "get").mockReturnValue(Readable.from([archive]) as never);
    const { code, stdout } = await commandLine("validate", "-");
    stdin.mockRestore();
    expect(code).toBe(1);
    expect(stdout).toContain("-  layout archive");
    expect(stdout).toContain("image.layer.no-path-traversal");
  });
});

describe("What validate prints", () => {
  it("says where, what was expected and found, and what to do", async () => {
    const { stdout } = await validate(faulty());
    expect(stdout).toContain("image.layer.no-path-traversal");
    expect(stdout).toContain("where     index.json → manifests[0] → layers[0]: ../outside");
    expect(stdout).toMatch(/expected .*found .*do {2}/s);
    expect(stdout.trimEnd().split("\n").at(-1)).toMatch(/^✗ Not valid\. 1 error\.$/);
  });

  it("calls nothing valid that was not looked at", async () => {
    const builder = new LayoutBuilder();
    const layer = builder.layer(someFiles);
    builder.remove(layer.descriptor);
    const { stdout } = await validate(builder.layout(builder.image([layer])));
    expect(stdout).toMatch(/Not looked at\n.*layers\[0\] .*it is not there/);
    expect(stdout).toContain("Nothing wrong was found in what was looked at. 1 not looked at.");
  });

  it("is only the conclusion when all is well and it shall be quiet", async () => {
    expect((await validate(sound(), "--quiet")).stdout).toBe("✓ Nothing wrong was found in what was looked at.\n");
  });

  it("goes on with the other inputs when one cannot be read", async () => {
    const { stdout } = await validate(faulty(), "nowhere");
    expect(stdout).toContain("nowhere is not there");
    expect(stdout).toContain("1 input of 2 could not be read and 1 error.");
    expect(stdout).toContain("image.layer.no-path-traversal");
  });

  it("is a document as JSON", async () => {
    const { stdout } = await validate(faulty(), "--format", "json");
    const { summary, inputs, requirements } = JSON.parse(stdout);
    expect(summary).toMatchObject({ error: 1, warning: 0, unusable: 0 });
    expect(inputs[0].findings[0].place).toEqual({ path: "index.json → manifests[0] → layers[0]", entry: "../outside" });
    expect(requirements["image.layer.no-path-traversal"]).toMatchObject({ level: null });
  });

  it("is a result for each finding as SARIF", async () => {
    const { stdout } = await validate(faulty(), "--format", "sarif");
    expect(sarifProblems(JSON.parse(stdout))).toEqual([]);
    const [run] = JSON.parse(stdout).runs;
    expect(run.results).toHaveLength(1);
    expect(run.results[0]).toMatchObject({ ruleId: "image.layer.no-path-traversal", ruleIndex: 0, level: "error" });
    expect(run.tool.driver.rules[0].id).toBe("image.layer.no-path-traversal");
    expect(run.invocations[0].executionSuccessful).toBe(true);
  });

  it("is an annotation for each finding on GitHub, on one line and with nothing that could be taken for a command", async () => {
    const evil = imageOf([...someFiles, { name: "../a\n::error::b,c:d%" }]);
    const { stdout } = await validate(evil, "--format", "github");
    expect(stdout.trimEnd().split("\n")).toHaveLength(1);
    expect(stdout).toMatch(/^::error title=image\.layer\.no-path-traversal,file=[^:]*::/);
    expect(stdout).toContain("%0A::error::b,c:d%25");
  });

  it("shows what a layer holds, and never obeys it", async () => {
    const { stdout } = await validate(imageOf([...someFiles, { name: "../\x1b[2Jgone\u202e" }]));
    expect(stdout).toContain("\\x1b[2Jgone");
    expect(stdout).not.toContain("\x1b");
  });
});
