import { executionRules } from "./execution.ts";
import { isObject, type JsonDocument, type Observation, type Rule } from "./observation.ts";

/** What a configuration says of execution and of how its layers came about. */
export const configs: Rule = function* (document) {
  if (document.kind !== "config") return;
  yield* historyCount(document);
  const { config, os } = document.value;
  if (isObject(config)) yield* executionRules(config, { os, spec: document.spec });
};

function* historyCount({ value: { history, rootfs } }: JsonDocument): Iterable<Observation> {
  const ids = isObject(rootfs) ? rootfs.diff_ids : undefined;
  if (!Array.isArray(history) || history.length === 0 || !Array.isArray(ids)) return;
  if (!history.every((step) => isObject(step) && [undefined, null, true, false].includes(step.empty_layer as null)))
    return;
  const made = history.filter((step) => step.empty_layer !== true).length;
  if (made === ids.length) return;
  yield {
    requirement: "image.config.history-count",
    pointer: "/history",
    message: "The history tells of another number of layers than there are",
    expected: `${ids.length} entries that made a layer`,
    found: `${made} entries without "empty_layer": true`,
    advice: "Mark the steps that made no layer, or leave the history out.",
  };
}
