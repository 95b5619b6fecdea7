/**
 * Whether a line may be written over: on a terminal, but not in a job of GitHub Actions, even where it has one. Its runner
 * takes a workflow command only where a line begins, and what was wiped is still there for it.
 */
export function canRewrite(stream: { isTTY?: boolean }): boolean {
  return stream.isTTY === true && process.env.GITHUB_ACTIONS !== "true";
}
