import { answer } from "../answer.ts";
import { fault } from "../fault.ts";
import { isTag } from "../grammar.ts";

export const rootMissing = fault("v2-root-404", {
  title: "GET /v2/ answers 404 while every other endpoint works",
  breaks: ["base.v2.get-200"],
  before: { root: () => answer(404) },
});

export const leadingDotTag = fault("reference-accepts-leading-dot", {
  title: "a manifest can be pushed under the tag .leading",
  breaks: ["base.reference.other-format-rejected"],
  tags: { accepts: (tag) => tag.startsWith(".") || isTag(tag) },
});
