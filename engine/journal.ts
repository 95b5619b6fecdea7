import { createWriteStream, mkdirSync, type WriteStream } from "node:fs";
import { join } from "node:path";
import type { Result } from "../schemas/report.ts";

/** Keeps every verdict on disk as it falls, one JSON object a line, so that a killed run has not run for nothing. */
export class Journal {
  readonly #stream: WriteStream;

  /** @throws the file system's error when the folder cannot be written to */
  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.#stream = createWriteStream(join(folder, "journal.ndjson"));
    this.#stream.on("error", () => {});
  }

  append({ requirement, verdict, message }: Result): void {
    this.#stream.write(`${JSON.stringify({ requirement, verdict, message })}\n`);
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.#stream.end(resolve));
  }
}
