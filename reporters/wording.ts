import { type Report, type Result, type Verdict, verdicts } from "../schemas/report.ts";
import { revisions, type SpecVersion } from "../specs/versions.ts";

/** "OCI distribution spec 1.1.1" */
export function specName(version: SpecVersion): string {
  if (version === "edge") return "OCI distribution spec, main branch";
  return `OCI distribution spec ${revisions.distribution[version].replace(/^v/, "")}`;
}

/** "1 requirement", "3 requirements" */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** "pull, push and discovery" */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/** "850 ms", "1.4 s", "2 min 5 s" */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}

/** The verdicts that occur, with how often, in their fixed order. */
export function occurring(counts: Record<Verdict, number>): [Verdict, number][] {
  return verdicts.filter((verdict) => counts[verdict] > 0).map((verdict) => [verdict, counts[verdict]]);
}

/** "MUST NOT", and whose word it is when it is not the spec's own. */
export function levelText({ level, basis }: Pick<Result, "level" | "basis">): string {
  const keyword = level.replace("_", " ");
  return basis === "keyword" ? keyword : `${keyword} by our reading (${basis})`;
}

/** Digests and long query values cut short, where a line has to be read at a glance. */
export function abbreviated(text: string): string {
  return text
    .replace(/(sha(?:256|512):[0-9a-f]{12})[0-9a-f]+/g, "$1…")
    .replace(/([?&][^=&\s]*=[^&\s)]{16})[^&\s)]{8,}/g, "$1…");
}

/** "2026-07-16", or that nobody said. */
export function dayOf({ startedAt, imported }: Pick<Report, "startedAt" | "imported">): string {
  return imported?.dated === false ? "on a day that is not known" : startedAt.slice(0, 10);
}
