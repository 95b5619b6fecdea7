import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { formats } from "../../reporters/index.ts";
import type { Report } from "../../schemas/report.ts";
import { specVersions } from "../../specs/model.ts";
import { commandLine, inNewFolder } from "./command-line.ts";

describe("a run against the embedded registry", () => {
  test.each(specVersions)("is conformant under %s, and writes its reports", (spec) =>
    inNewFolder(async (folder) => {
      const { code, stdout } = await commandLine("run", "--spec", spec, "--out", folder);
      expect(stdout).toContain("Conformant");
      expect(stdout).toContain(join(folder, "report.html"));
      expect(code).toBe(0);
      for (const file of ["report.json", "report.html", "junit.xml", "journal.ndjson"])
        expect(existsSync(join(folder, file)), file).toBe(true);

      const report: Report = JSON.parse(readFileSync(join(folder, "report.json"), "utf8"));
      expect(report.results.filter(({ verdict }) => !["pass", "info", "skip"].includes(verdict))).toEqual([]);
      const journal = readFileSync(join(folder, "journal.ndjson"), "utf8").trim().split("\n");
      expect(journal.filter((line) => line.includes('"verdict"'))).toHaveLength(report.results.length);
    }),
  );

  test("under three versions judges one conversation three times, and the report verifies", () =>
    inNewFolder(async (folder) => {
      const { code, stdout } = await commandLine("run", "--spec", "1.0,1.1,edge", "--only", "pull.*", "--out", folder);
      expect(code).toBe(0);
      for (const spec of specVersions) expect(stdout).toContain(join(folder, spec, "report.html"));
      const report: Report = JSON.parse(readFileSync(join(folder, "report.json"), "utf8"));
      expect(report.alsoJudged?.map((judgement) => judgement.spec)).toEqual(["1.1", "edge"]);

      const verified = await commandLine("verify", join(folder, "report.json"));
      expect(verified.stdout).toContain("all as stated");
      expect(verified.code).toBe(0);

      report.summary.conformant = false;
      writeFileSync(join(folder, "report.json"), JSON.stringify(report));
      const altered = await commandLine("verify", join(folder, "report.json"));
      expect(altered.stdout).toContain("summary (spec 1.0)");
      expect(altered.code).toBe(1);
    }));

  test("with a broken MUST ends with 1, and names it", () =>
    inNewFolder(async (folder) => {
      const { code, stdout } = await commandLine(
        "run",
        "--fault",
        "manifest-put-202",
        "--only",
        "push.manifest.*",
        "--out",
        folder,
      );
      expect(code).toBe(1);
      expect(stdout).toContain("push.manifest.created-201");
    }));

  test("with a broken SHOULD ends with 0, and with 1 when strict", () =>
    inNewFolder(async (folder) => {
      const run = ["run", "--fault", "manifest-too-large-400", "--only", "push.manifest.*", "--out", folder];
      expect((await commandLine(...run)).code).toBe(0);
      expect((await commandLine(...run, "--strict")).code).toBe(1);
    }));

  test("prints the report document and nothing else with --json", () =>
    inNewFolder(async (folder) => {
      const { stdout, stderr } = await commandLine("run", "--json", "--category", "pull", "--out", folder);
      const report: Report = JSON.parse(stdout);
      expect(new Set(report.results.map(({ category }) => category))).toEqual(new Set(["base", "pull"]));
      expect(stderr).toBe("");
    }));

  test("takes the address behind an option that may be repeated", () =>
    inNewFolder(async (folder) => {
      const { code, stderr } = await commandLine("run", "--out", folder, "--only", "pull.*", "http://127.0.0.1:9");
      expect(stderr).toContain("127.0.0.1:9 cannot be reached");
      expect(code).toBe(3);
    }));

  test("writes every format, and tells GitHub in its own way", () =>
    inNewFolder(async (folder) => {
      const summary = join(folder, "summary.md");
      vi.stubEnv("GITHUB_ACTIONS", "true");
      vi.stubEnv("GITHUB_STEP_SUMMARY", summary);
      const reporters = Object.keys(formats).flatMap((name) => ["--reporter", name]);
      const run = ["run", "--fault", "manifest-put-202", "--only", "push.manifest.*", "--out", folder];
      const { stderr } = await commandLine(...run, ...reporters).finally(() => vi.unstubAllEnvs());
      for (const { file } of Object.values(formats)) expect(existsSync(join(folder, file)), file).toBe(true);
      expect(stderr).toMatch(/^::error title=push\.manifest\.created-201 \(MUST\)::/m);
      expect(readFileSync(summary, "utf8")).toContain("`push.manifest.created-201`");
    }));

  test("prints only the conclusion with --quiet", () =>
    inNewFolder(async (folder) => {
      const { stdout, stderr } = await commandLine("run", "--quiet", "--only", "pull.manifest.*", "--out", folder);
      expect(stdout.trim().split("\n")).toHaveLength(1);
      expect(stderr).toBe("");
    }));
});

test("the faults of the reference registry are listed with what they break", async () => {
  const { stdout } = await commandLine("registry", "--list-faults");
  expect(stdout).toMatch(/^manifest-put-202$/m);
  expect(stdout).toContain("push.manifest.created-201");
});

test("selftest proves that a fault is caught, and fails when one is not", async () => {
  const { code, stdout } = await commandLine("selftest", "--fault", "manifest-put-202", "--verbose");
  expect(stdout).toContain("manifest-put-202: caught by push.manifest.created-201");
  expect(code).toBe(0);
});
