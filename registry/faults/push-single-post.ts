import { answer } from "../answer.ts";
import { fault } from "../fault.ts";
import { algorithmOf } from "../grammar.ts";
import { blobLocation } from "../location.ts";
import { conformantUploads } from "../policy/uploads.ts";
import { setHeader, when, withoutHeader } from "../rewrite.ts";

export const singlePostUnknown = fault("single-post-404", {
  title: "a single POST with a proper digest answers 404",
  breaks: ["push.single-post.supported", "push.single-post.fallback-202"],
  before: {
    "upload.single": ({ query }, { policy, settings }) =>
      policy.digests.supports(algorithmOf(query.get("digest") ?? ""), settings) ? answer(404) : undefined,
  },
});

export const fallbackWithoutLocation = fault("single-post-202-no-location", {
  title: "a single POST that is not offered answers 202 without a Location",
  breaks: ["push.single-post.fallback-202"],
  settings: { singlePost: false },
  answer: { "upload.single": when(202, withoutHeader("Location")) },
});

export const createdWithoutLocation = fault("single-post-201-no-location", {
  title: "a single POST answers 201 without a Location",
  breaks: ["push.single-post.created-201"],
  answer: { "upload.single": when(201, withoutHeader("Location")) },
});

export const createdElsewhere = fault("single-post-location-404", {
  title: "the Location of a single POST leads nowhere",
  breaks: ["push.single-post.location-pullable"],
  answer: {
    "upload.single": when(201, (created, request, registry) =>
      setHeader(created, "Location", blobLocation(request.name, `sha256:${"0".repeat(64)}`, request, registry)),
    ),
  },
});

export const mismatchUnnoticed = fault("single-post-mismatch-accepted", {
  title: "a single POST stores content under a digest that it does not have",
  breaks: ["push.single-post.digest-mismatch"],
  uploads: {
    verifies: async (digest, session, request) =>
      request.operation === "upload.single" || conformantUploads.verifies(digest, session, request),
  },
});

export const emptyBreaks = fault("single-post-empty-500", {
  title: "a single POST of the empty blob answers 500",
  breaks: ["push.single-post.empty-body"],
  before: { "upload.single": ({ body }) => (body.length === 0 ? answer(500) : undefined) },
});
