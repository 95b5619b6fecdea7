import { clearLine, cursorTo } from "node:readline";
import { bytesText } from "../reporters/validation/terminal.ts";
import { canRewrite } from "./living.ts";

/** Bytes below which nobody waits long enough to ask how far it is. */
const worthShowing = 64 * 1024 * 1024;

/** Shows on stderr how many bytes have been read: one living line on a terminal, nothing elsewhere. */
export function byteProgress({ quiet }: { quiet: boolean }) {
  const { stderr } = process;
  const living = canRewrite(stderr) && !quiet;
  let shown = "";
  const wipe = () => {
    if (shown === "") return;
    shown = "";
    clearLine(stderr, 0);
    cursorTo(stderr, 0);
  };
  return {
    progress(input: string, done: number, known: number) {
      if (!living || known < worthShowing) return;
      const line = `${input}: ${bytesText(done)} of ${bytesText(known)}`;
      if (line === shown) return;
      wipe();
      shown = line;
      stderr.write(line);
    },
    end: wipe,
  };
}
