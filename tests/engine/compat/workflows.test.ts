import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { afterEach, expect, test, vi } from "vitest";
import { settingsOf } from "../../../engine/compat/settings.ts";
import { startRegistry } from "../../../registry/server.ts";
import type { Report } from "../../../schemas/report.ts";
import { commandLine } from "../../cli/command-line.ts";
import { inWorkingFolder } from "../../cli/new-folder.ts";
import { type Workflow, workflows } from "./workflows.ts";

afterEach(() => {
  vi.unstubAllEnvs();
});

/** Names alone make no other run: of those that differ in nothing else the first is held. */
const kindOf = ({ wishes: { repository: _, secondRepository: __, ...rest }, environment, files }: Workflow) =>
  JSON.stringify([rest, environment.OCI_USERNAME !== undefined, files]);
const kinds = new Set<string>();
const cases = workflows.map((workflow) => {
  const held = !kinds.has(kindOf(workflow));
  kinds.add(kindOf(workflow));
  return [workflow.of, held ? "run" : "are read", { ...workflow, held }] as const;
});

test.each(cases)(
  "%s: the settings %s with nothing else changed",
  (_, __, { environment, file, wishes, odd, files, held }) =>
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

      if (!held) return registry.close();
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
