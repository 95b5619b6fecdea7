import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { startRegistry } from "../../registry/server.ts";
import { commandLine, inNewFolder } from "./command-line.ts";

afterEach(() => {
  vi.unstubAllEnvs();
});

test("--print-config prints every option and where it comes from, and sends nothing", async () => {
  vi.stubEnv("OCI_REGISTRY", "127.0.0.1:9");
  vi.stubEnv("OCI_PASSWORD", "hunter2");
  vi.stubEnv("OCI_USERNAME", "me");
  const { code, stdout, stderr } = await commandLine("run", "--print-config", "--spec", "edge");
  expect(code).toBe(0);
  expect(stdout).toContain('registry: "127.0.0.1:9"  # OCI_REGISTRY\nspec: "edge"  # --spec\n');
  expect(stderr).toContain("OCI_REGISTRY is the address 127.0.0.1:9");
  expect(stdout + stderr).not.toContain("hunter2");

  const json = await commandLine("run", "--print-config", "--json");
  expect(JSON.parse(json.stdout).registry).toEqual({ value: "127.0.0.1:9", from: "OCI_REGISTRY" });
  expect(json.stderr).toBe("");
});

test("a wrong value of the official suite ends with 2, and nothing is sent", async () => {
  vi.stubEnv("OCI_API_PULL", "maybe");
  const { code, stderr } = await commandLine("run");
  expect(stderr).toBe('oci-conformance: OCI_API_PULL: "maybe" is neither true nor false\n');
  expect(code).toBe(2);
});

test("OCI_RESULTS_DIR and OCI_REPORT_DIR choose the folder, or none", () =>
  inNewFolder(async (folder) => {
    const registry = await startRegistry();
    vi.stubEnv("OCI_RESULTS_DIR", join(folder, "official"));
    expect((await commandLine("run", registry.url, "--only", "pull.manifest.*")).code).toBe(0);
    for (const file of ["results.yaml", "junit.xml", "report.html"])
      expect(existsSync(join(folder, "official", file)), file).toBe(true);

    vi.stubEnv("OCI_RESULTS_DIR", "");
    vi.stubEnv("OCI_REPORT_DIR", "none");
    const before = readdirSync(".");
    expect((await commandLine("run", registry.url, "--only", "pull.manifest.*")).code).toBe(0);
    expect(readdirSync(".")).toEqual(before);
    await registry.close();
  }));

test("clean goes to the registry of the journal, with the credentials of the settings", () =>
  inNewFolder(async (folder) => {
    const user = { username: "me", password: "hunter2" };
    const registry = await startRegistry({ settings: { authentication: "basic", user } });
    vi.stubEnv("OCI_USERNAME", user.username);
    vi.stubEnv("OCI_PASSWORD", user.password);
    const run = [
      "run",
      registry.url,
      "--repository",
      "a/b",
      "--only",
      "pull.manifest.get-200",
      "--keep",
      "--out",
      folder,
    ];
    expect((await commandLine(...run)).code).toBe(0);

    vi.stubEnv("OCI_REGISTRY", "127.0.0.1:9");
    vi.stubEnv("OCI_TLS", "enabled");
    const { code, stdout } = await commandLine("clean", "--out", folder);
    await registry.close();
    expect(stdout).toMatch(/Cleaned up: (\d+) of \1 things removed/);
    expect(code).toBe(0);
  }));
