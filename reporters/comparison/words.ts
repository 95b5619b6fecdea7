import { type Change, type ChangeKind, type Comparison, changeKinds, type Side, type Standing } from "../comparison.ts";
import { oneLine } from "../visible.ts";
import { abbreviated } from "../wording.ts";

export const headings: Record<ChangeKind, string> = {
  worse: "Worse",
  better: "Better",
  changed: "Changed",
  new: "New",
  gone: "Gone",
};

/** `acme@2.8 (https://registry.example), spec 1.1, suite 0.1.0, 2026-07-16` */
export function sideText({ url, product, spec, suite, startedAt }: Side): string {
  const who = product ? `${product} (${url})` : url;
  return oneLine(`${who}, spec ${spec}, suite ${suite}, ${startedAt.slice(0, 10)}`);
}

/** `pass → fail (SHOULD → MUST)` */
export function standingText({ before, after }: Change): string {
  const verdicts = arrow(before && verdictText(before), after && verdictText(after));
  const levels = arrow(before?.level.replace("_", " "), after?.level.replace("_", " "));
  return `${verdicts} (${levels})`;
}

function verdictText({ verdict, supported, accepted }: Standing): string {
  const support = supported === undefined ? "" : supported ? ", supported" : ", not supported";
  return `${verdict}${support}${accepted ? ", accepted" : ""}`;
}

function arrow(before: string | undefined, after: string | undefined): string {
  if (before === undefined || after === undefined || before === after) return after ?? before ?? "";
  return `${before} → ${after}`;
}

/** Why it stands as it does now; empty where there is nothing to say. */
export function saidOf({ after }: Change): string {
  if (!after) return "";
  const { expected, received, message } = after;
  return abbreviated(
    expected === undefined ? (message ?? "") : `expected ${expected}, received ${received ?? "something else"}`,
  );
}

/** `2 worse, 1 better, 330 unchanged` */
export function tally({ changes, unchanged }: Comparison): string {
  const counts = changeKinds.flatMap((kind) => {
    const count = changes.filter((change) => change.kind === kind).length;
    return count > 0 ? [`${count} ${kind}`] : [];
  });
  return [...counts, `${unchanged} unchanged`].join(", ");
}
