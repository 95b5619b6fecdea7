/** Colours on a terminal, unless `NO_COLOR` is set (no-color.org); `FORCE_COLOR` overrides the terminal test. */
export function useColor(stream: { isTTY?: boolean }): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR) return false;
  if (FORCE_COLOR && FORCE_COLOR !== "0") return true;
  return stream.isTTY === true && TERM !== "dumb";
}
