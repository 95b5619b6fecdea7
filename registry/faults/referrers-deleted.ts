import type { Answer } from "../answer.ts";
import { type Fault, fault, type Rewrite } from "../fault.ts";
import type { ReferrerDescriptor } from "../policy/referrers.ts";
import { bare, when, where, withJson } from "../rewrite.ts";
import { graveOf } from "./deletion.ts";
import { isFiltered, type List } from "./referrers-list.ts";

/** Lists, after a deletion in the repository, whatever the same list had before it. */
const keepsDeleted: Rewrite = when(200, (answer: Answer, request, registry) => {
  const key = `listed ${request.name} ${request.reference}`;
  const change = withJson((list: List) => {
    const known = (registry.memory.get(key) ?? []) as ReferrerDescriptor[];
    const lost = known.filter(({ digest }) => registry.memory.has(graveOf({ name: request.name, reference: digest })));
    registry.memory.set(key, list.manifests.length > 0 ? [...list.manifests, ...lost] : lost);
    return { ...list, manifests: [...list.manifests, ...lost] };
  });
  return change(answer, request, registry);
});

/** Remembers what was deleted. */
const buries: Rewrite = when(202, (answer, request, { memory }) => {
  memory.set(graveOf(request), true);
  return answer;
});

export const keepDeleted: Fault = fault("referrers-keep-deleted", {
  title: "deleted referrers stay in the list",
  breaks: ["referrers.deleted-removed"],
  answer: { "manifest.delete": buries, "referrers.list": where((request) => !isFiltered(request), keepsDeleted) },
});

export const filteredKeepDeleted: Fault = fault("referrers-filtered-keep-deleted", {
  title: "deleted referrers stay in the list of their artifactType",
  breaks: ["management.referrers.after-delete"],
  answer: { "manifest.delete": buries, "referrers.list": where(isFiltered, keepsDeleted) },
});

export const subjectDeleted404: Fault = fault("referrers-404-after-subject-delete", {
  title: "the referrers of a deleted subject answer 404",
  breaks: ["referrers.subject-deleted"],
  answer: {
    "manifest.delete": buries,
    "referrers.list": where((request, { memory }) => memory.has(graveOf(request)), bare(404)),
  },
});
