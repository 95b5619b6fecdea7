import type { HeaderLine } from "../client/exchange.ts";

/** The value of the first header line of that name, in whatever case it was written. */
export function headerOf(lines: readonly HeaderLine[] | undefined, name: string): string | undefined {
  return lines?.find(([key]) => key.toLowerCase() === name)?.[1];
}
