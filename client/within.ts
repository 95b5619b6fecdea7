import { pause } from "./pause.ts";

/** What comes of it; undefined when it takes longer than so many milliseconds, or longer than until the signal aborts. */
export async function within<T>(
  milliseconds: number,
  signal: AbortSignal,
  coming: Promise<T>,
): Promise<{ came: T } | undefined> {
  const over = new AbortController();
  const end = () => over.abort();
  if (signal.aborted) end();
  signal.addEventListener("abort", end);
  try {
    const late = pause(milliseconds, over.signal).then(() => undefined);
    return await Promise.race([coming.then((came) => ({ came })), late]);
  } finally {
    signal.removeEventListener("abort", end);
    end();
  }
}
