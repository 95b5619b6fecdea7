import { readFileSync, statSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { depthOf } from "../schemas/depth.ts";
import { UsageError } from "./errors.ts";

/** Bytes of a report, as a file and uncompressed. The reports of a run have two million. */
const longest = 256 * 1024 * 1024;
/** Levels of JSON: what is written again is gone through recursively. */
export const deepest = 200;

/**
 * Reads a JSON file of at most 256 MiB and 200 levels, compressed by gzip or not, and asks nothing of what is in it.
 * @throws UsageError with one line that says why it cannot be read
 */
export function readDocument(file: string): unknown {
  return parsed(file, readText(file));
}

/**
 * Reads a text file of at most 256 MiB, compressed by gzip or not.
 * @throws UsageError with one line that says why it cannot be read
 */
export function readText(file: string): string {
  return bytesOf(file).toString("utf8");
}

function bytesOf(file: string): Buffer {
  let bytes: Buffer;
  try {
    const { size } = statSync(file);
    if (size > longest) throw new Error(`it has ${size} bytes, and a report has ${longest} at most`);
    bytes = readFileSync(file);
  } catch (error) {
    throw new UsageError(`${file} cannot be read as a report: ${(error as Error).message}`);
  }
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: longest });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = code === "ERR_BUFFER_TOO_LARGE" ? `it expands to more than ${longest} bytes` : message;
    throw new UsageError(`${file} cannot be decompressed: ${reason}`);
  }
}

function parsed(file: string, text: string): unknown {
  if (depthOf(text) > deepest) throw new UsageError(`${file} nests more than ${deepest} levels deep: no report does`);
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`${file} is not JSON: name the report.json that a run wrote`);
  }
}
