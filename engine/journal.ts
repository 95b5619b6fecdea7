import { createWriteStream, type WriteStream } from "node:fs";
import { join } from "node:path";
import type { Result } from "../schemas/report.ts";
import type { SpecVersion } from "../specs/model.ts";

/** Keeps every verdict on disk as it falls, one JSON object a line, so that a killed run has not run for nothing. */
export class Journal {
  readonly #stream: WriteStream;

  /** @param folder one that `prepareFolder` has made */
  constructor(folder: string) {
    this.#stream = createWriteStream(join(folder, "journal.ndjson"));
    this.#stream.on("error", () => {});
  }

  append({ requirement, verdict, message }: Result, spec: SpecVersion): void {
    this.#stream.write(`${JSON.stringify({ spec, requirement, verdict, message })}\n`);
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.#stream.end(resolve));
  }
}
