/**
 * Milliseconds since the epoch, by a clock that was set once and only goes forward: when the system's is put back during a
 * run, nothing takes a negative time, and nothing is waited for until that time comes again.
 */
export function now(): number {
  return performance.timeOrigin + performance.now();
}
