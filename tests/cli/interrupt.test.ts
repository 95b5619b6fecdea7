import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Report } from "../../schemas/report.ts";
import { commandLine, inNewFolder } from "./command-line.ts";

test("Ctrl-C ends a run with 130, and the report says of each requirement that it was not decided", () =>
  inNewFolder(async (folder) => {
    let interrupted = false;
    const server = createServer((request, response) => {
      if (request.url === "/v2/") return void response.end();
      // Whatever else is asked is never answered; a second signal would end this process.
      if (!interrupted) process.emit("SIGINT");
      interrupted = true;
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const registry = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { code } = await commandLine("run", registry, "--category", "pull", "--out", folder);
    server.closeAllConnections();
    server.close();

    expect(code).toBe(130);
    const report: Report = JSON.parse(readFileSync(join(folder, "report.json"), "utf8"));
    expect(report.interrupted).toBe(true);
    expect(report.summary.conformant).toBe(false);
    expect(report.results.length).toBeGreaterThan(30);
    expect(report.results.filter(({ verdict }) => verdict === "pass")).toEqual([]);
  }));
