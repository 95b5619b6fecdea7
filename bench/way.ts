import type { Socket } from "node:net";

/** Bytes on their way at most; whoever sends more has to wait. */
const longest = 16 * 1024 * 1024;

type Event = { due: number } & ({ bytes: Buffer } | { last: "end" | "reset" });

/** One direction of a connection: what comes from one socket goes to the other when it is due, its end included. */
export class Way {
  readonly #from: Socket;
  readonly #to: Socket;
  readonly #due: (receivedAt: number) => number;
  readonly #queue: Event[] = [];
  #waiting = 0;
  #busy = false;
  #ended = false;

  constructor(from: Socket, to: Socket, due: (receivedAt: number) => number, onBytes: (count: number) => void) {
    this.#from = from;
    this.#to = to;
    this.#due = due;
    from.on("data", (bytes) => {
      onBytes(bytes.length);
      this.#waiting += bytes.length;
      if (this.#waiting > longest) from.pause();
      this.#push({ bytes });
    });
    from.on("end", () => {
      this.#ended = true;
      this.#push({ last: "end" });
    });
    // What follows an error is "close"; without an end before it, the connection was cut.
    from.on("error", () => {});
    from.on("close", () => {
      if (!this.#ended) this.#push({ last: "reset" });
    });
  }

  #push(what: { bytes: Buffer } | { last: "end" | "reset" }): void {
    this.#queue.push({ ...what, due: this.#due(performance.now()) });
    if (!this.#busy) this.#goOn();
  }

  readonly #goOn = (): void => {
    this.#busy = true;
    for (let next = this.#queue[0]; next; next = this.#queue[0]) {
      const left = next.due - performance.now();
      // Timers keep whole milliseconds; one that fired early is set again.
      if (left > 0.5) return void setTimeout(this.#goOn, left);
      this.#queue.shift();
      if ("last" in next) {
        if (next.last === "end") this.#to.end();
        else this.#to.resetAndDestroy();
        continue;
      }
      this.#waiting -= next.bytes.length;
      if (this.#waiting <= longest && this.#from.isPaused()) this.#from.resume();
      if (this.#to.destroyed) continue;
      if (!this.#to.write(next.bytes)) {
        this.#whenDrained();
        return;
      }
    }
    this.#busy = false;
  };

  #whenDrained(): void {
    const goOn = () => {
      this.#to.off("drain", goOn).off("close", goOn);
      this.#goOn();
    };
    this.#to.on("drain", goOn).on("close", goOn);
  }
}
