import { isDeepStrictEqual } from "node:util";
import type { Result } from "../../schemas/report.ts";

/** All but the time taken and what a baseline accepts, which are no matter of judgement. */
export function comparable({ durationMs: _, accepted: __, ...result }: Result): unknown {
  return plain(result);
}

/** Whether two things are the same as they stand in a file. */
export function sameInFile(stated: unknown, follows: unknown): boolean {
  return isDeepStrictEqual(plain(stated), plain(follows));
}

/** The members in which two objects differ, side by side. */
export function excerpts(stated: unknown, follows: unknown): { stated: string; follows: string } {
  const [left, right] = [plain(stated), plain(follows)] as [Record<string, unknown>, Record<string, unknown>];
  const names = [...new Set([...Object.keys(left), ...Object.keys(right)])];
  const different = names.filter((name) => !isDeepStrictEqual(left[name], right[name]));
  const told = (side: Record<string, unknown>) =>
    different.map((name) => `${name}: ${JSON.stringify(side[name]) ?? "nothing"}`).join(", ");
  return { stated: told(left), follows: told(right) };
}

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
