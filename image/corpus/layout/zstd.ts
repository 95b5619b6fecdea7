const largestBlock = 128 * 1024;

/** A zstd stream of one frame that stores its content as it is (RFC 8878, 3.1): Node 20 cannot compress with zstd. */
export function zstdOf(content: Buffer): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(content.length);
  const blocks: Buffer[] = [];
  for (let from = 0; from === 0 || from < content.length; from += largestBlock) {
    const part = content.subarray(from, from + largestBlock);
    const last = from + largestBlock >= content.length ? 1 : 0;
    const header = Buffer.alloc(3);
    header.writeUIntLE((part.length << 3) | last, 0, 3);
    blocks.push(header, part);
  }
  return Buffer.concat([Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0xa0]), size, ...blocks]);
}

/** A frame that decoders pass over. */
export function skippableFrame(content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32LE(0x184d2a50);
  head.writeUInt32LE(content.length, 4);
  return Buffer.concat([head, content]);
}
