import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Wishes } from "../../engine/configuration.ts";

/** A registry that answers. */
export interface Running {
  url: string;
  /** What the suite must be told to test it, beside the address. */
  wishes?: Wishes;
  /** Of its process, where it has one of its own. */
  pid?: number | undefined;
  stop(): Promise<void>;
}

/** What a program is started with, beside its name. */
export interface Start {
  arguments?: string[];
  environment?: Record<string, string>;
}

/**
 * Starts a program on a free loopback port, with a folder of its own that goes when it stops, and resolves when it answers.
 * @param startFor what the program is given, from `127.0.0.1:PORT` and the folder
 */
export async function launch(program: string, startFor: (address: string, folder: string) => Start): Promise<Running> {
  const folder = mkdtempSync(join(tmpdir(), "oci-conformance-fleet-"));
  const address = `127.0.0.1:${await freePort()}`;
  const { arguments: given = [], environment = {} } = startFor(address, folder);
  const started = spawn(program, given, { stdio: "ignore", env: { ...process.env, ...environment } });
  const url = `http://${address}`;
  const stop = async () => {
    if (started.exitCode === null && started.signalCode === null) {
      const ended = new Promise((resolve) => started.once("exit", resolve));
      started.kill("SIGTERM");
      await ended;
    }
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await answering(url, program, started);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, pid: started.pid, stop };
}

async function answering(url: string, program: string, started: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 1000; tries++) {
    if (started.exitCode !== null) throw new Error(`${program} ended with exit code ${started.exitCode}`);
    const answer = await fetch(`${url}/v2/`).catch(() => undefined);
    if (answer) return;
    await wait(20);
  }
  throw new Error(`${program} did not answer on ${url} within 20 s`);
}

/** A loopback port that nobody listens at. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
