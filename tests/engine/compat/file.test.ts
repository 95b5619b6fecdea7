import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readSettings } from "../../../engine/compat/file.ts";
import { UsageError } from "../../../engine/errors.ts";
import { inNewFolder } from "../../cli/new-folder.ts";
import { thrownBy } from "../../thrown-by.ts";

/** What is read of a configuration file with this text; the error where it is none. */
const read = (text: string) =>
  inNewFolder(async (folder) => {
    const file = join(folder, "conformance.yaml");
    writeFileSync(file, text);
    let settings: ReturnType<typeof readSettings> | undefined;
    const error = thrownBy(() => {
      settings = readSettings(file);
    });
    if (error) expect(error).toBeInstanceOf(UsageError);
    return { ...settings, refused: (error as Error | undefined)?.message.replace(folder, "") };
  });

describe("A configuration file", () => {
  test("says options of ours, each of its kind, and keys of the official suite at any depth", async () => {
    const { candidates, keys, notes } = await read(
      "spec: 1.0\nrate: 2.5\nlarge: T\nonly: pull.*\nskip: [a, b]\napis:\n  blobs:\n    delete: 'false'\nroData:\n  tags: v1\ntls: disabled\n",
    );
    const from = (path: string) => ({ from: `${path} in conformance.yaml`, rank: "file" });
    expect(candidates).toEqual([
      { option: "spec", value: "1.0", ...from("spec") },
      { option: "rate", value: 2.5, ...from("rate") },
      { option: "large", value: true, ...from("large") },
      { option: "only", value: ["pull.*"], ...from("only") },
      { option: "skip", value: ["a", "b"], ...from("skip") },
    ]);
    expect(keys).toEqual([
      { key: "apis.blobs.delete", value: false, ...from("apis.blobs.delete") },
      { key: "roData.tags", value: ["v1"], ...from("roData.tags") },
      { key: "tls", value: "disabled", ...from("tls") },
    ]);
    expect(notes).toEqual([]);
  });

  test("may say nothing, and what has no value is not said", async () => {
    const nothing = { keys: [], candidates: [], notes: [] };
    for (const text of ["", "# nothing\n", "{}\n", "spec:\nregistry: ''\napis:\n  pull:\n  blobs: {}\n"])
      expect(await read(text), text).toMatchObject({ ...nothing, refused: undefined });
  });
});

describe("What is no configuration is refused in one line", () => {
  test.each([
    ["- a\n", "/conformance.yaml is no configuration: it must be a map of keys and values"],
    ["registry\n", "/conformance.yaml is no configuration: it must be a map of keys and values"],
    ["rate: fast\n", 'rate in conformance.yaml: "fast" is no number'],
    ["rate: [1]\n", "rate in conformance.yaml takes one value"],
    ["large: maybe\n", 'large in conformance.yaml: "maybe" is neither true nor false'],
    ["only: [[a]]\n", "only in conformance.yaml takes a list of texts"],
    ["tls: off\n", 'tls in conformance.yaml: "off" is none of enabled, disabled, insecure'],
    [
      "repo1: a\nrepository: b\n",
      "repo1 in conformance.yaml and repository in conformance.yaml say the same thing: leave one",
    ],
    [
      "resultsDir: a\nout: b\n",
      "resultsDir in conformance.yaml and out in conformance.yaml say the same thing: leave one",
    ],
    [
      "repo2: a\nsecondRepository: b\n",
      "repo2 in conformance.yaml and secondRepository in conformance.yaml say the same thing: leave one",
    ],
  ])("%j", async (text, refused) => {
    expect((await read(text)).refused).toBe(refused);
  });

  test("that repeats no password which was not quoted as it should be", async () => {
    for (const [text, hint] of [
      ["username: u\npassword: hunter2: x\n", /is not YAML: .* at line 2, column \d+$/],
      ["password: *hunter2\n", /cannot be read: a value begins with \* and names no anchor: quote it$/],
      ['password: "hunter2\n', /is not YAML: .* at line \d, column \d+$/],
      ["password: @hunter2\n", /is not YAML: .* at line 1, column 11$/],
      ["password: [hunter2]\n", /^password in conformance\.yaml takes one value$/],
    ] as const) {
      const { refused } = await read(text);
      expect(refused, text).toMatch(hint);
      expect(refused).not.toContain("hunter2");
      expect(refused).not.toContain("\n");
    }
  });
});
