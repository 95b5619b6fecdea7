import { setImmediate } from "node:timers/promises";
import type { Bytes } from "./wire.ts";

const firstPiece = 64 * 1024;
const largestPiece = 256 * 1024;

/**
 * A body in pieces, with a turn of the event loop between them. A server may answer and hang up before it has read a
 * large body; written in one go, the error of writing on would come first and hide that answer. The pieces grow, since
 * whoever refuses a body mostly does so at its beginning.
 * @param onPiece called with each of them, before it goes out
 */
export async function* pieces(body: Bytes, onPiece?: () => void): AsyncGenerator<Buffer> {
  let size = firstPiece;
  for (let at = 0; at < body.length; ) {
    if (at > 0) {
      // The first may come before the sockets are looked at, the second cannot.
      await setImmediate();
      await setImmediate();
    }
    onPiece?.();
    yield body.subarray(at, at + size);
    at += size;
    size = Math.min(size * 2, largestPiece);
  }
}

/** Whether the body is more than one piece. */
export function isLarge(body: Bytes): boolean {
  return body.length > firstPiece;
}
