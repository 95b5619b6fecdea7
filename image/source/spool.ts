import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { BadCompression, type Compression } from "../layer/compression.ts";
import { decoderFor } from "../layer/decoders.ts";
import { type Limits, ratioFrom } from "../limits.ts";
import { UnusableInput } from "./source.ts";

const pieceSize = 16 * 1024;

/** Content in a temporary file, to be read again and out of order. */
export interface Spooled {
  file: string;
  size: number;
  /** Removes the file. */
  close(): Promise<void>;
}

/**
 * Writes a stream to a temporary file, uncompressed.
 * @throws UnusableInput when it cannot be decompressed, or expands like a bomb
 */
export async function spool(
  stream: AsyncIterable<Buffer>,
  { compression, name, limits }: { compression: Compression; name: string; limits: Limits },
): Promise<Spooled> {
  const folder = await mkdtemp(join(tmpdir(), "oci-conformance-"));
  const close = () => rm(folder, { recursive: true, force: true });
  const file = join(folder, "input");
  const out = createWriteStream(file);
  // Looked at below: what is still to be written when the file is given up must not end the program.
  out.on("error", () => {});
  let given = 0;
  let size = 0;
  try {
    const decoder = decoderFor(compression, (chunk) => {
      size += chunk.length;
      out.write(chunk);
    });
    if (!decoder)
      throw new UnusableInput(`${name} is compressed with ${compression}, which is not supported: decompress it first`);
    for await (const chunk of stream) {
      given += chunk.length;
      // What a piece expands to waits in memory for the disk.
      for (let from = 0; from < chunk.length; from += pieceSize) {
        await decoder.write(chunk.subarray(from, from + pieceSize));
        if (out.errored) throw out.errored;
        if (out.writableNeedDrain) await once(out, "drain");
      }
      if (compression !== "none" && size > ratioFrom && size > limits.ratio * given) {
        decoder.stop();
        throw new UnusableInput(`${name} expands like a decompression bomb: raise --max-ratio if it is meant to be so`);
      }
    }
    await decoder.end();
    out.end();
    await finished(out);
  } catch (error) {
    out.destroy();
    await close();
    if (error instanceof BadCompression) throw new UnusableInput(`${name} cannot be decompressed: ${error.message}`);
    throw error;
  }
  return { file, size, close };
}
