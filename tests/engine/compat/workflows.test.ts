import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { afterEach, expect, test, vi } from "vitest";
import { settingsOf } from "../../../engine/compat/settings.ts";
import { startRegistry } from "../../../registry/server.ts";
import type { Report } from "../../../schemas/report.ts";
import { commandLine } from "../../cli/command-line.ts";
import { inWorkingFolder } from "../../cli/new-folder.ts";
import { workflows } from "./workflows.ts";

afterEach(() => {
  vi.unstubAllEnvs();
});

test.each(workflows.map((workflow) => [workflow.of, workflow] as const))(
  "%s: run with nothing else changed",
  (_, { environment, file, wishes, odd, files }) =>
    inWorkingFolder(async () => {
      const { OCI_USERNAME: username, OCI_PASSWORD: password } = environment;
      const user = username && password ? { username, password } : undefined;
      const registry = await startRegistry({ settings: user ? { authentication: "basic", user } : {} });
      const { host } = new URL(registry.url);
      const isFirst = environment.OCI_NAMESPACE !== undefined;
      const address = file ? {} : isFirst ? { OCI_ROOT_URL: registry.url } : { OCI_REGISTRY: host };
      if (file) writeFileSync("oci-conformance.yaml", `registry: ${host}\n${file}`);

      const settings = settingsOf({}, { ...environment, ...address });
      expect(settings.wishes).toEqual({ ...wishes, ...user, registry: registry.url });
      const warnings = settings.notes.filter((note) => note.odd).map(({ text }) => text);
      expect(warnings).toHaveLength(odd.length);
      for (const [index, pattern] of odd.entries()) expect(warnings[index]).toMatch(pattern);

      for (const [name, value] of Object.entries({ ...environment, ...address })) vi.stubEnv(name, value);
      const { code, stdout, stderr } = await commandLine("run");
      await registry.close();
      expect(stdout).toContain("Conformant");
      expect(code).toBe(0);
      for (const each of files) expect(existsSync(each), each).toBe(true);
      if (password) expect(stdout + stderr + readFileSync("report.json", "utf8")).not.toContain(password);
      const report: Report = JSON.parse(readFileSync(`${wishes.out}/report.json`, "utf8"));
      expect(report.results.filter(({ verdict }) => !["pass", "info", "skip"].includes(verdict))).toEqual([]);
      expect(report.configuration.repository).toBe(wishes.repository);
    }),
);
