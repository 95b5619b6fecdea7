import type { Content, Reply, ScenarioContext, Upload } from "../kit/index.ts";
import { Blocked } from "../kit/outcome.ts";

export const minLengthHeader = "OCI-Chunk-Min-Length";

const KiB = 1024;

/** Bytes of the longest chunk that a run sends; a registry that asks for more is not tested with chunks. */
const longest = 32 * KiB * KiB;

/**
 * OCI-Chunk-Min-Length in bytes; 0 when the POST announced none, or none that is a number.
 * @throws Blocked when it is more than a run sends
 */
export function announcedMinimum(opened: Reply): number {
  const value = opened.header(minLengthHeader) ?? "";
  const minimum = /^[0-9]+$/.test(value) ? Number(value) : 0;
  if (minimum <= longest) return minimum;
  const { scenario, step } = opened.exchange;
  throw new Blocked(scenario, step, `the registry asks for chunks of ${value} bytes, longer than any that a run sends`);
}

/** Bytes of a chunk well above the announced minimum, and above the shortest in `chunk-minimum.ts`: only its tests depend on one. */
export function chunkLength(opened: Reply): number {
  return announcedMinimum(opened) + 2 * KiB;
}

/**
 * The session as the newest answer names it. One without a Location leaves the former in force, so that only the
 * requirement that asks for it fails.
 */
export function newest(reply: Reply, former: Upload): Upload {
  const accepted = reply.answered && reply.status >= 200 && reply.status < 300;
  return accepted && reply.header("Location") ? reply.upload : former;
}

/** A session that has received its first chunk. */
export interface Begun {
  readonly whole: Content;
  /** Bytes of each chunk. */
  readonly length: number;
  /** The chunk of that number, counted from 0. */
  readonly chunk: (index: number) => Content;
  /** The session under the Location that its POST gave. */
  readonly opened: Upload;
  /** The session under its newest Location. */
  readonly session: Upload;
}

/**
 * Opens a session for new content of `count` chunks and sends the first of them; the scenario stops when either is
 * refused. `prefix` tells the steps of several sessions in one scenario apart.
 */
export async function begin(context: ScenarioContext, count: number, prefix = ""): Promise<Begun> {
  const { repository, blob, step } = context;
  const open = await step(`${prefix}open`, repository.openUpload(), { needs: "2xx" });
  const length = chunkLength(open);
  const whole = blob(count * length, `${prefix}blob`.replace(": ", "-"));
  const chunk = (index: number) => whole.slice(index * length, (index + 1) * length);
  const opened = open.upload;
  const first = await step(`${prefix}first chunk`, opened.patch(chunk(0), { at: 0 }), { needs: "2xx" });
  return { whole, length, chunk, opened, session: newest(first, opened) };
}
