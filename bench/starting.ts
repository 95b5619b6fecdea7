import { createServer } from "node:http";
import { inFolder, officialEnvironment, program } from "../tests/fleet/official/suite.ts";
import { type Command, measured } from "./measured.ts";
import { median, repeated } from "./median.ts";
import { bin } from "./registries.ts";
import type { StartRow } from "./results.ts";

/** How long it takes until anything happens: to the end of `--version`, and to the first request of a run. */
export async function starting(runs: number): Promise<StartRow[]> {
  const node = (...given: string[]) => ({ program: process.execPath, arguments: given });
  const whole = async (command: Command) => (await measured(command)).wallMs;
  const row = async (what: string, take: () => Promise<number>) => ({
    what,
    wallMs: median(await repeated(runs, take)),
    runs,
  });
  return [
    await row("`node -e 0`, which ours begins with", () => whole(node("-e", "0"))),
    await row("ours: `--version`", () => whole(node(bin, "--version"))),
    await row("ours: first request of `run`", () => untilFirstRequest((url) => node(bin, "run", url, "--out", "none"))),
    await row("official: first request", () =>
      inFolder((folder) =>
        untilFirstRequest((url) => ({
          program,
          environment: officialEnvironment({ url, stop: async () => {} }, "1.1", folder),
          folder,
        })),
      ),
    ),
  ];
}

/** Until a connection to a registry is made that hangs up at once, in milliseconds. */
async function untilFirstRequest(commandFor: (url: string) => Command): Promise<number> {
  let first: number | undefined;
  const server = createServer((request) => {
    first ??= performance.now();
    request.socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const started = performance.now();
  await measured(commandFor(`http://127.0.0.1:${port}`));
  await new Promise((resolve) => server.close(resolve));
  if (first === undefined) throw new Error("a suite ended without a request");
  return first - started;
}
