import type { Observation } from "../suites/kit/observation.ts";

/**
 * A target that fails now and then must not be taken for one that does wrong: what rests on a failed answer counts only
 * when it comes out the same in further conversations. So often a scenario is held again at most, with new content; a
 * request in fifty that fails by chance comes this often at one place once in a million runs.
 */
const furtherTries = 3;

/** What one try of a scenario made somebody think. */
export interface Opinion<T> {
  value: T;
  /** What must come out the same; undefined when nothing was decided. */
  says: string | undefined;
  /** The failed answers that it may rest on: also those that nobody looked at, when they may have led to it. */
  failures: readonly string[];
  /** Those of them that were looked at. */
  seen: readonly string[];
}

/**
 * The opinion that the target's answers bear out. The first one is asked for again when it may rest on a failed answer:
 * then a try without failures decides, or all of them if they are alike, as they are where the target always fails.
 * @param hold gives the opinion of a try; 0 is the first one
 * @param unsteady makes one of two that differ; the second is undefined when no further try decided anything
 */
export async function steady<T>(
  hold: (attempt: number) => Promise<Opinion<T>>,
  unsteady: (first: Opinion<T>, other: Opinion<T> | undefined) => T,
): Promise<T> {
  const first = await hold(0);
  if (first.says === undefined || first.failures.length === 0) return first.value;
  // Side by side: where a target always fails, all of them are needed, and one after the other they would take as long
  // as the rest of the run together.
  const others = await Promise.all(Array.from({ length: furtherTries }, (_, before) => hold(before + 1)));
  let confirmed = false;
  let last: Opinion<T> | undefined;
  for (const other of others) {
    if (other.says === undefined) continue;
    if (other.says !== first.says) return unsteady(first, other);
    if (other.failures.length === 0) return other.value;
    confirmed ||= alike(other.seen, first.seen) || alike(other.failures, first.failures);
    last = other;
  }
  return confirmed ? first.value : unsteady(first, last);
}

/** Steps that go on side by side fail in any order, and a check that stops at the first sees one or the other. */
function alike(some: readonly string[], others: readonly string[]): boolean {
  return String([...some].sort()) === String([...others].sort());
}

/**
 * The failures among the answers that their steps ended with, each as step and what it got: a server error or a cut
 * connection. A time-out is none: to wait for it again would take too long, and what rests on it is mostly an error.
 */
export function failuresIn(answers: Iterable<Observation>): string[] {
  const all = [...answers];
  const succeeded = new Set(
    all.flatMap(({ exchange: { step, response } }) => (response && response.status < 300 ? [step] : [])),
  );
  return all.flatMap(({ exchange: { step, response, error } }) => {
    // What was got in another way rests on that.
    if (succeeded.has(`${step} otherwise`)) return [];
    const status = response?.status ?? 0;
    // What the target cannot do (501) and that it is full (507) do not change by themselves.
    if (status >= 500 && status !== 501 && status !== 507) return [`"${step}" answered ${status}`];
    return error?.kind === "reset" ? [`"${step}" got no whole answer`] : [];
  });
}

const ordinals = ["", ", held a second time", ", held a third time", ", held a fourth time"];

/** The title of a scenario in its first (0) or a further try. */
export function titleOfTry(title: string, attempt: number): string {
  return title + (ordinals[attempt] ?? `, try ${attempt + 1}`);
}

/** Whether it is the title of a further try. */
export function isFurtherTry(title: string): boolean {
  return ordinals.some((ordinal) => ordinal !== "" && title.endsWith(ordinal));
}
