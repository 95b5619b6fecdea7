import { exitCodes } from "../engine/exit.ts";

/**
 * Keeps a run alive when nobody takes what it prints: a reader that has seen enough (`| head`), a full disk behind `>`. Its
 * reports are written all the same. Of what stdout could not take, a line on stderr tells, and the exit code.
 * @returns the exit code in the light of that
 */
export function outliveStreams(): (code: number) => number {
  let lost = false;
  process.stderr.on("error", () => {});
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (lost || error.code === "EPIPE") return;
    lost = true;
    process.stderr.write(`oci-conformance: standard output cannot be written to: ${error.message}\n`);
    process.exitCode = exitCodes.usage;
  });
  return (code) => (lost ? exitCodes.usage : code);
}
