import { randomUUID } from "node:crypto";
import type { Algorithm } from "../grammar.ts";
import type { Spool } from "./spool.ts";

/** An upload that was opened and not yet closed. */
export class UploadSession {
  readonly id: string;
  /** The repository it was opened in. */
  readonly name: string;
  /** The value of the critical `_state` parameter, where there is one. */
  readonly state = randomUUID();
  /** Announced with `digest-algorithm`; sha256 otherwise. */
  readonly algorithm: Algorithm;
  /** The registry's clock when it was opened. */
  readonly since: number;
  readonly spool: Spool;
  /** Bytes received and confirmed, and so the offset of the next chunk; a chunk still under way does not count. */
  offset = 0;
  /** Offset at which the last chunk began. */
  lastChunkStart = 0;
  /** Bytes of the last chunk; undefined before the first. */
  lastChunkLength: number | undefined;
  #usedAt = Date.now();
  #turn: Promise<unknown> = Promise.resolve();

  constructor(id: string, name: string, algorithm: Algorithm, since: number, spool: Spool) {
    this.id = id;
    this.name = name;
    this.algorithm = algorithm;
    this.since = since;
    this.spool = spool;
  }

  /** Counts what the spool has got since the last chunk as one chunk. */
  confirmChunk(): void {
    if (this.spool.size === this.offset) return;
    this.lastChunkLength = this.spool.size - this.offset;
    this.lastChunkStart = this.offset;
    this.offset = this.spool.size;
  }

  /** Forgets everything from `offset` on. */
  rewind(offset: number): void {
    this.spool.rewind(offset);
    if (offset >= this.offset) return;
    this.offset = offset;
    this.lastChunkLength = undefined;
  }

  /** Whether nobody has sent anything to it for that many seconds. */
  isAbandoned(lifetime: number): boolean {
    return Date.now() - this.#usedAt >= lifetime * 1000;
  }

  /** One request at a time: the next one waits until this one is through. */
  exclusively<T>(work: () => Promise<T>): Promise<T> {
    this.#usedAt = Date.now();
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => {});
    return result;
  }
}
