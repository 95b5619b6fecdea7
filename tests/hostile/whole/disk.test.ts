import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { inNewFolder } from "../../cli/new-folder.ts";

const program = fileURLToPath(new URL("../../../dist/cli/bin.js", import.meta.url));

interface Streams {
  stdout?: string;
  stderr?: string;
}

/** Runs the built program against the embedded registry. A stream that is named goes to that device. */
function run(out: string, { stdout, stderr }: Streams = {}, ...more: string[]) {
  const to = (device: string | undefined) => (device === undefined ? "pipe" : openSync(device, "w"));
  return spawnSync(process.execPath, [program, "run", "--category", "base", "--out", out, ...more], {
    encoding: "utf8",
    stdio: ["ignore", to(stdout), to(stderr)],
  });
}

const reports = ["report.json", "report.html", "junit.xml"];

describe.skipIf(!existsSync("/dev/full"))("A full disk", () => {
  test("behind stdout takes no report away, and is told in one line", () =>
    inNewFolder(async (folder) => {
      const { status, stderr } = run(folder, { stdout: "/dev/full" });
      expect(status).toBe(2);
      expect(stderr).toMatch(/^oci-conformance: standard output cannot be written to: ENOSPC.*$/m);
      expect(stderr).not.toMatch(/^\s+at /m);
      for (const file of reports) expect(existsSync(join(folder, file))).toBe(true);
    }));

  test("behind stderr ends no run", () =>
    inNewFolder(async (folder) => {
      const { status, stdout } = run(folder, { stderr: "/dev/full" });
      expect(status).toBe(0);
      expect(stdout).toContain("Conformant");
    }));
});

const mount = (folder: string, options: string) =>
  process.getuid?.() === 0 && spawnSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", folder]).status === 0;

/** Even root may not, in most containers. */
const mayMount = await inNewFolder(async (folder) => {
  const mounted = mount(folder, "size=4k");
  if (mounted) spawnSync("umount", [folder]);
  return mounted;
});

describe.skipIf(!mayMount)("A file system (where one may be mounted)", () => {
  const mounted = (options: string, work: (folder: string) => void) =>
    inNewFolder(async (folder) => {
      expect(mount(folder, options)).toBe(true);
      try {
        work(folder);
      } finally {
        spawnSync("umount", [folder]);
      }
    });

  test("that is full leaves the conclusion, the verdicts in the journal, and no half of a report", () =>
    mounted("size=228k", (folder) => {
      const { status, stdout, stderr } = run(folder);
      expect(status).toBe(2);
      expect(stdout).toContain("Conformant");
      expect(stderr).toMatch(/report\.json cannot be written: ENOSPC/);
      for (const file of reports) expect(existsSync(join(folder, file))).toBe(false);
      const lines = readFileSync(join(folder, "journal.ndjson"), "utf8").trim().split("\n");
      expect(lines.filter((line) => JSON.parse(line).result !== undefined).length).toBeGreaterThan(10);
    }));

  test("that is read-only is refused before the run", () =>
    mounted("ro", (folder) => {
      const { status, stderr } = run(folder);
      expect(status).toBe(2);
      expect(stderr).toMatch(/^oci-conformance: --out .* cannot be written to: EROFS.*\n$/);
    }));
});

test("a folder in place of a report keeps no other from being written", () =>
  inNewFolder(async (folder) => {
    mkdirSync(join(folder, "report.html"));
    const { status, stdout, stderr } = run(folder);
    expect(status).toBe(2);
    expect(stdout).toContain("Conformant");
    expect(stderr).toMatch(/report\.html cannot be written: EISDIR/);
    expect(existsSync(join(folder, "junit.xml"))).toBe(true);
  }));

test("a step summary that cannot be written is told after everything else", () =>
  inNewFolder(async (folder) => {
    const { GITHUB_STEP_SUMMARY: before } = process.env;
    process.env.GITHUB_STEP_SUMMARY = join(folder, "absent", "summary");
    try {
      const { status, stdout, stderr } = run(folder, {}, "--reporter", "github");
      expect(status).toBe(2);
      expect(stdout).toContain("Conformant");
      expect(stderr).toMatch(/the summary of the step cannot be written: ENOENT/);
    } finally {
      if (before === undefined) delete process.env.GITHUB_STEP_SUMMARY;
      else process.env.GITHUB_STEP_SUMMARY = before;
    }
  }));
