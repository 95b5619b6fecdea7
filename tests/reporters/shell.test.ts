import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { shellWord } from "../../reporters/shell.ts";

describe("A shell word", () => {
  it.each([
    ["quotes", `it's "quoted" \\ $HOME \`id\` $(id) !! * ~`],
    ["more than one line", "a\nb\tc"],
    ["bytes beyond ASCII, one a character", "caf\u00e9 \u00ff"],
    ["control characters", "\u001b[2J\u0007\r\u0001%s"],
    ["nothing", ""],
  ])("stands for %s", (_, text) => {
    const { stdout } = spawnSync("sh", ["-c", `printf %s ${shellWord(text)}`]);
    expect(stdout).toEqual(Buffer.from(text, "latin1"));
  });

  it("stands for characters wider than a byte in UTF-8", () => {
    const { stdout } = spawnSync("sh", ["-c", `printf %s ${shellWord("\u202eπ é")}`]);
    expect(stdout.toString("utf8")).toBe("\u202eπ é");
  });
});
