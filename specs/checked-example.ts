/**
 * `valid` and `invalid` are judged; `abridged` has parts left out with `...` or things between that are no JSON; nothing
 * tells what an `unknown` one is.
 */
export type ExampleVerdict = "valid" | "invalid" | "abridged" | "unknown";

/** A JSON example of a spec, held against the schemas and rules of what it is. */
export interface CheckedExample {
  file: string;
  /** 1-based */
  line: number;
  anchor: string;
  /** What it was taken for, such as `manifest` or `tag-list`; null where nothing tells. */
  kind: string | null;
  verdict: ExampleVerdict;
  /** One line each; empty unless it is invalid. */
  problems: string[];
}
