import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

/** docker-registry in the ways that the Debian package offers. */
export interface Variant {
  storage: "filesystem" | "in-memory";
  deletion: boolean;
}

/** Why it cannot be started here; undefined when it can. */
export function missing(): string | undefined {
  const found = spawnSync("docker-registry", ["--version"], { encoding: "utf8" });
  return found.error ? "docker-registry is not installed (Debian package docker-registry)" : undefined;
}

/** The version that the program says it has, such as `2.8.2`. */
export function installedVersion(): string {
  const { stdout } = spawnSync("docker-registry", ["--version"], { encoding: "utf8" });
  return /\b\d+\.\d+\.\d+\b/.exec(stdout)?.[0] ?? "unknown";
}

/** Starts one on a free loopback port with a store of its own, and resolves when it answers. */
export async function startDockerRegistry({
  storage,
  deletion,
}: Variant): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), "oci-conformance-docker-registry-"));
  const port = await freePort();
  const driver = storage === "filesystem" ? `filesystem: {rootdirectory: ${folder}/store}` : "inmemory: {}";
  const configuration = [
    "version: 0.1",
    "log: {accesslog: {disabled: true}, level: error}",
    `storage: {${driver}, delete: {enabled: ${deletion}}, maintenance: {uploadpurging: {enabled: false}}}`,
    `http: {addr: "127.0.0.1:${port}"}`,
  ].join("\n");
  const file = join(folder, "config.yml");
  writeFileSync(file, configuration);
  const process = spawn("docker-registry", ["serve", file], { stdio: "ignore" });
  const url = `http://127.0.0.1:${port}`;
  await answering(url, process);
  return {
    url,
    async stop() {
      const ended = new Promise((resolve) => process.once("exit", resolve));
      process.kill("SIGTERM");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function answering(url: string, process: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 250; tries++) {
    if (process.exitCode !== null) throw new Error(`docker-registry ended with exit code ${process.exitCode}`);
    const answer = await fetch(`${url}/v2/`).catch(() => undefined);
    if (answer) return;
    await wait(20);
  }
  throw new Error(`docker-registry did not answer on ${url} within 5 s`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
