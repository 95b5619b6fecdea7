import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningRegistry, startRegistry } from "../../registry/server.ts";
import { commandLine } from "./command-line.ts";

let registry: RunningRegistry;
beforeAll(async () => {
  registry = await startRegistry({ settings: { sha512: false } });
});
afterAll(() => registry.close());

test("prints a line for each ability, or JSON", async () => {
  const { code, stdout } = await commandLine("probe", registry.url);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^referrers +yes {2}lists referrers: /m);
  expect(stdout).toMatch(/^sha512 +no /m);
  const json = await commandLine("probe", registry.url, "--json");
  expect(JSON.parse(json.stdout)).toMatchObject({ apiVersion: "2", findings: { push: { supported: true } }, left: [] });
});

test("ends with 1 when something required was not seen", async () => {
  expect((await commandLine("probe", registry.url, "--require", "referrers,subject")).code).toBe(0);
  const { code, stderr } = await commandLine("probe", registry.url, "--require", "referrers,sha512");
  expect(code).toBe(1);
  expect(stderr).toMatch(/^oci-conformance: sha512 was required: answered with \d+\n$/);
});

test.each([
  [["probe", "http://127.0.0.1:9"], 3, /cannot be reached/],
  [["probe"], 2, /name the registry/],
  [["probe", "http://127.0.0.1:9", "--require", "everything"], 2, /there are push, /],
])("%j ends with %d", async (args, expected, hint) => {
  const { code, stderr } = await commandLine(...args);
  expect(code).toBe(expected);
  expect(stderr).toMatch(hint);
});
