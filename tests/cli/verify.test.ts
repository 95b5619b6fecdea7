import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { commandLine, inNewFolder } from "./command-line.ts";

test("verify says what a report's verdicts rest on, and how many there might be more", () =>
  inNewFolder(async (folder) => {
    await commandLine("run", "--only", "pull.blob.get-200", "--only", "errors.body.schema", "--out", folder);
    const file = join(folder, "report.json");
    const whole = await commandLine("verify", file);
    expect(whole.stdout).toMatch(
      /report\.json: 2 verdicts from \d\d exchanges, \d{3} more requirements without one, all as stated\n$/,
    );
    expect(whole.code).toBe(0);

    await commandLine("merge", file, "--out", join(folder, "merged"));
    const merged = await commandLine("verify", join(folder, "merged/report.json"));
    expect(merged.stdout).toMatch(
      /: 1 verdicts from \d\d exchanges \(1 more look at a whole shard: verify the reports that were merged\), \d{3} more/,
    );
    expect(merged.code).toBe(0);
  }));

test("verify names what is not as stated, and goes on with the other reports", () =>
  inNewFolder(async (folder) => {
    await commandLine("run", "--only", "pull.blob.get-200", "--out", folder);
    const [file, tampered] = [join(folder, "report.json"), join(folder, "tampered.json")];
    const report = JSON.parse(readFileSync(file, "utf8"));
    report.results[0].verdict = "skip";
    report.results[0].reason = "not\u001b[2J asked for";
    writeFileSync(tampered, JSON.stringify(report));
    const { code, stdout } = await commandLine("verify", tampered, file);
    expect(code).toBe(1);
    expect(stdout).toContain("tampered.json: 1 verdicts from");
    expect(stdout).toMatch(
      /, 1 not as stated\n {2}pull\.blob\.get-200 \(spec 1\.1\)\n {4}states {3}skip \(not.* asked for\)\n {4}follows {2}pass\n/,
    );
    expect(stdout).not.toContain("\u001b");
    expect(stdout).toMatch(/report\.json: 1 verdicts from .*, all as stated\n$/);
  }));
