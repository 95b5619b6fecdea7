/** Does the jobs, so many at once. The first error ends it, when what is under way has ended. */
export async function inParallel<T>(jobs: readonly T[], width: number, work: (job: T) => Promise<void>): Promise<void> {
  const queue = jobs[Symbol.iterator]();
  const worker = async () => {
    for (const job of queue) await work(job);
  };
  const ends = await Promise.allSettled(Array.from({ length: Math.min(width, jobs.length) }, worker));
  for (const end of ends) if (end.status === "rejected") throw end.reason;
}
