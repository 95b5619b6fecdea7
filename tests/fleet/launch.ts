import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

/** A registry that answers. */
export interface Running {
  url: string;
  stop(): Promise<void>;
}

/**
 * Starts a program on a free loopback port, with a folder of its own that goes when it stops, and resolves when it answers.
 * @param argumentsFor what the program is given, from `127.0.0.1:PORT` and the folder
 */
export async function launch(
  program: string,
  argumentsFor: (address: string, folder: string) => string[],
): Promise<Running> {
  const folder = mkdtempSync(join(tmpdir(), "oci-conformance-fleet-"));
  const address = `127.0.0.1:${await freePort()}`;
  const process = spawn(program, argumentsFor(address, folder), { stdio: "ignore" });
  const url = `http://${address}`;
  const stop = async () => {
    if (process.exitCode === null && process.signalCode === null) {
      const ended = new Promise((resolve) => process.once("exit", resolve));
      process.kill("SIGTERM");
      await ended;
    }
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await answering(url, program, process);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, stop };
}

async function answering(url: string, program: string, process: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 250; tries++) {
    if (process.exitCode !== null) throw new Error(`${program} ended with exit code ${process.exitCode}`);
    const answer = await fetch(`${url}/v2/`).catch(() => undefined);
    if (answer) return;
    await wait(20);
  }
  throw new Error(`${program} did not answer on ${url} within 5 s`);
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
