import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Measured } from "./results.ts";

/** GNU time: nothing that Node has tells the peak and the CPU time of a child that has ended. */
const time = "/usr/bin/time";

export interface Command {
  program: string;
  arguments?: readonly string[];
  environment?: Record<string, string | undefined>;
  folder?: string;
}

/**
 * Runs a program to its end and says what it took. Its output is thrown away.
 * @throws Error without GNU time, or when the program is ended by a signal
 */
export async function measured(command: Command): Promise<Measured & { exitCode: number }> {
  if (!existsSync(time)) throw new Error(`${time} is missing: install GNU time (Debian package time)`);
  const folder = mkdtempSync(join(tmpdir(), "oci-conformance-bench-"));
  const file = join(folder, "time");
  const started = performance.now();
  try {
    const child = spawn(time, ["-o", file, "-f", "%U %S %M", command.program, ...(command.arguments ?? [])], {
      stdio: "ignore",
      cwd: command.folder,
      env: { ...process.env, ...command.environment },
    });
    const exitCode = await new Promise<number>((resolve, reject) => {
      child.once("error", reject);
      child.once("exit", (code, signal) =>
        code === null ? reject(new Error(`${command.program} was ended by ${signal}`)) : resolve(code),
      );
    });
    const wallMs = performance.now() - started;
    const [user = 0, system = 0, kilobytes = 0] = (readFileSync(file, "utf8").trim().split("\n").at(-1) ?? "")
      .split(" ")
      .map(Number);
    return { wallMs, cpuMs: (user + system) * 1000, peakMB: kilobytes / 1000, exitCode };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Peak resident memory of a process that is still there, in MB; undefined where the system does not tell. */
export function peakMBOf(pid: number): number | undefined {
  try {
    const [, kilobytes] = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1000;
  } catch {
    return undefined;
  }
}
