import { closeSync, openSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";

/**
 * Writes a file so that whoever looks at it finds it whole: as it was before, or as it is now, whenever this process is killed.
 * What is there and is no file, such as a pipe, is written to as it is.
 * @param text in one piece or in several
 * @throws what the file system says; then the file is as it was
 */
export function writeWhole(path: string, text: string | Iterable<string>): void {
  const pieces = typeof text === "string" ? [text] : text;
  const there = statSync(path, { throwIfNoEntry: false });
  if (there && !there.isFile()) {
    write(path, pieces);
    return;
  }
  const file = there ? realpathSync(path) : path;
  const part = `${file}.part`;
  try {
    write(part, pieces);
    renameSync(part, file);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}

function write(path: string, pieces: Iterable<string>): void {
  const file = openSync(path, "w");
  try {
    for (const piece of pieces) writeFileSync(file, piece);
  } finally {
    closeSync(file);
  }
}
