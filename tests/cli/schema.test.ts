import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { commandLine } from "./command-line.ts";

describe("oci-conformance schema", () => {
  test("lists the schemas there are", async () => {
    const { code, stdout } = await commandLine("schema");
    expect(code).toBe(0);
    expect(stdout.trimEnd().split("\n")).toContain("manifest");
  });

  test.each([
    ["manifest", "image/manifest"],
    ["tag-list", "distribution/tag-list"],
    ["report", "report"],
  ])("prints the one that is named: %s", async (name, file) => {
    const { code, stdout } = await commandLine("schema", name);
    expect(code).toBe(0);
    expect(stdout).toBe(readFileSync(new URL(`../../schemas/${file}.schema.json`, import.meta.url), "utf8"));
  });
});
