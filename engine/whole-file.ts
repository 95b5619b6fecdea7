import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";

/**
 * Writes a file so that whoever looks at it finds it whole: as it was before, or as it is now, whenever this process is killed.
 * What is there and is no file, such as a pipe, is written to as it is.
 * @throws what the file system says; then the file is as it was
 */
export function writeWhole(path: string, text: string): void {
  const there = statSync(path, { throwIfNoEntry: false });
  if (there && !there.isFile()) {
    writeFileSync(path, text);
    return;
  }
  const file = there ? realpathSync(path) : path;
  const part = `${file}.part`;
  try {
    writeFileSync(part, text);
    renameSync(part, file);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}
