/** How large the content of a run with `--large` is. */
export interface LargeSize {
  /** Bytes of each blob. */
  blob: number;
  /** Tags of the repository, and referrers of the manifest. */
  entries: number;
}

/** What users get. The self-test has less, lest it take minutes. */
export const largeSize: LargeSize = { blob: 2 ** 30, entries: 1000 };

/** What goes just beyond the limits that our own faults have. */
export const selftestSize: LargeSize = { blob: 66 * 2 ** 20, entries: 120 };
