import { randomUUID } from "node:crypto";
import { type Answer, answer } from "./answer.ts";
import type { ByteRange } from "./range.ts";
import type { Registry } from "./registry.ts";
import type { Content } from "./store/content.ts";

/** 206 with several ranges, each in its own part (RFC 9110, section 14.6). */
export function multipart(
  ranges: readonly ByteRange[],
  content: Content,
  headers: Answer["headers"],
  { policy }: Registry,
): Answer {
  const boundary = randomUUID();
  const parts = ranges.map((range) => ({
    head: Buffer.from(
      `\r\n--${boundary}\r\nContent-Type: ${headers["Content-Type"]}\r\n` +
        `Content-Range: bytes ${range.start}-${range.end - 1}/${content.size}\r\n\r\n`,
    ),
    sent: policy.blobs.slice(range, content.size),
  }));
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  const size = parts.reduce((sum, { head, sent }) => sum + head.length + sent.end - sent.start, tail.length);
  async function* read(): AsyncIterable<Uint8Array> {
    for (const { head, sent } of parts) {
      yield head;
      yield* content.read(sent.start, sent.end);
    }
    yield tail;
  }
  const type = `multipart/byteranges; boundary=${boundary}`;
  return answer(206, { ...headers, "Content-Type": type }, { size, read });
}
