/** The middle one; of an even number the lower of the two. @throws RangeError when there is none */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  if (middle === undefined) throw new RangeError("there is no median of nothing");
  return middle;
}

/** The median of each column of the rows. */
export function medians<Column extends string>(
  rows: readonly Record<Column, number>[],
  columns: readonly Column[],
): Record<Column, number> {
  const entries = columns.map((column) => [column, median(rows.map((row) => row[column]))]);
  return Object.fromEntries(entries) as Record<Column, number>;
}

/** Does the work so many times, once after the other. */
export async function repeated<T>(times: number, work: () => T | Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let done = 0; done < times; done++) results.push(await work());
  return results;
}
