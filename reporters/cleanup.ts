import type { Report } from "../schemas/report.ts";
import { oneLine } from "./visible.ts";

/** What came of cleaning up, in a line, and what is left, a line for each repository and reason. */
export function cleanupLines({ cleanup }: Pick<Report, "cleanup">): string[] {
  if (!cleanup) return [];
  const { removed, left, requests } = cleanup;
  const groups = new Map<string, number>();
  for (const { kind, repository, reason } of left) {
    const group = `${kind === "upload" ? "open upload" : kind}s in ${oneLine(repository)} (${oneLine(reason, 200)})`;
    groups.set(group, (groups.get(group) ?? 0) + 1);
  }
  return [
    `Cleaned up: ${removed} of ${removed + left.length} things removed, in ${requests} requests`,
    ...[...groups].map(([group, count]) => `  left: ${count} ${group}`),
  ];
}
