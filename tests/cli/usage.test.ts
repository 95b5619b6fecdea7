import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, test, vi } from "vitest";
import { startRegistry } from "../../registry/server.ts";
import { commandLine, inNewFolder } from "./command-line.ts";

const inFolder = (...args: string[]) => inNewFolder((folder) => commandLine(...args, "--out", folder));

/** One line that names the mistake, and no stack trace. */
function expectOneLine(stderr: string, hint: string | RegExp) {
  expect(stderr.trimEnd()).not.toContain("\n");
  expect(stderr).toMatch(hint);
  expect(stderr).not.toMatch(/\bat .*:\d+:\d+/);
}

describe("wrong usage ends with 2 and one line that says what to do", () => {
  test.each([
    [["run", "--spec", "2.0"], /1\.0.*1\.1.*edge/],
    [["run", "--spec", "1.0,2.0"], /no version "2\.0"/],
    [["verify", "/nowhere.json"], /cannot be read as a report/],
    [["site"], /not enough non-option arguments/i],
    [["verify", "package.json"], /no report of oci-conformance/],
    [["run", "--category", "pulling"], /pull/],
    [["run", "--only", "discovery.client.*"], /nothing selected/],
    [["run", "ftp://registry.example"], /http/],
    [["run", "https://"], /no registry address/],
    [["run", "--only", "pull.manifest.get-201"], /pull\.manifest\.get-200/],
    [["run", "--skip", "nothing.like.*"], /nothing\.like/],
    [["run", "--reporter", "pdf"], /html/],
    [["run", "--repository", "Not/Valid"], /repository/],
    [["run", "--username", "somebody"], /--password/],
    [["run", "--concurrency", "0"], /above 0/],
    [["run", "--timeout", "soon"], /above 0/],
    [["run", "--ca", "/nowhere.pem"], /cannot be read/],
    [["run", "--fault", "no-such-fault"], /--list-faults/],
    [["run", "http://127.0.0.1:9", "--fault", "v2-root-404"], /embedded/],
    [["run", "--colour"], /colour/],
    [["rum"], /run/],
    [[], /command/],
    [["registry", "--fault", "no-such-fault"], /--list-faults/],
    [["selftest", "--fault", "no-such-fault"], /--list-faults/],
    [["schema", "manifesto"], /there are descriptor, manifest/],
  ])("%j", async (args, hint) => {
    const { code, stdout, stderr } = args[0] === "run" ? await inFolder(...args) : await commandLine(...args);
    expectOneLine(stderr, hint);
    expect(code).toBe(2);
    expect(stdout).toBe("");
  });

  test("in English, wherever the user is", async () => {
    vi.stubEnv("LC_ALL", "de_DE.UTF-8");
    try {
      expect((await commandLine("run", "--colour")).stderr).toBe("oci-conformance: Unknown argument: colour\n");
    } finally {
      vi.unstubAllEnvs();
    }
  });

  test("a folder that cannot be written to", async () => {
    const { code, stderr } = await commandLine("run", "--out", "/dev/null/report");
    expect(code).toBe(2);
    expectOneLine(stderr, /--out/);
  });
});

describe("a target that cannot be tested ends with 3 and one line", () => {
  test("nobody listens", async () => {
    const { code, stderr } = await inFolder("run", "http://127.0.0.1:9");
    expect(code).toBe(3);
    expectOneLine(stderr, /cannot be reached.*refuse/);
  });

  test("the name does not resolve", async () => {
    const { code, stderr } = await inFolder("run", "http://registry.invalid");
    expect(code).toBe(3);
    expectOneLine(stderr, /cannot be reached/);
  });

  test("a web server that is no registry", async () => {
    const server = createServer((_, response) => response.writeHead(404).end("<h1>Not Found</h1>"));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { code, stderr } = await inFolder("run", `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    server.close();
    expect(code).toBe(3);
    expectOneLine(stderr, /does not look like a registry/);
  });

  test.each([
    [["--username", "conformance", "--password", "wrong-hunter2"], /refused the credentials/],
    [[], /wants credentials.*--username/],
  ])("credentials %j where some are needed", async (args, hint) => {
    const registry = await startRegistry({ settings: { authentication: "basic" } });
    const { code, stderr, stdout } = await inFolder("run", registry.url, ...args);
    await registry.close();
    expect(code).toBe(3);
    expectOneLine(stderr, hint);
    expect(stdout + stderr).not.toContain("hunter2");
  });
});
