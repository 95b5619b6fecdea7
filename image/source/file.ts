import { createReadStream } from "node:fs";
import { type Blob, UnusableInput } from "./source.ts";

/** Read at once: larger pieces than Node's 64 KiB spare turns of the event loop. */
export const pieceSize = 256 * 1024;

/** A file, or a range of it: bytes `start` up to but not including `start + size`. */
export function fileBlob(file: string, size: number, start = 0): Blob {
  return { size, stream: () => read(file, start, size) };
}

async function* read(file: string, start: number, size: number): AsyncGenerator<Buffer> {
  if (size === 0) return;
  const stream = createReadStream(file, { start, end: start + size - 1, highWaterMark: pieceSize });
  try {
    for await (const piece of stream) yield piece as Buffer;
  } catch (error) {
    throw new UnusableInput(`${file} cannot be read: ${reasonOf(error)}`);
  }
}

/** A system error in words. */
export function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? "";
  return (
    {
      ENOENT: "it is not there",
      EACCES: "permission denied",
      EISDIR: "it is a directory",
      ENOTDIR: "a part of the path is no directory",
    }[code] ?? (error as Error).message
  );
}
