import { writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readSettings } from "../../../engine/compat/file.ts";
import { inWorkingFolder } from "../../cli/new-folder.ts";

test("The configuration file is the one in the working directory where none is named, and need not be there", () =>
  inWorkingFolder(async () => {
    expect(readSettings(undefined)).toEqual({ keys: [], candidates: [], notes: [] });
    writeFileSync("oci-conformance.yaml", "rate: 1\n");
    expect(readSettings(undefined).candidates).toMatchObject([{ from: "rate in oci-conformance.yaml" }]);
    expect(() => readSettings("other.yaml")).toThrow(/^the configuration other\.yaml cannot be read: ENOENT/);
  }));
