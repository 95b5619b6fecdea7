import { answer } from "../answer.ts";
import { fault } from "../fault.ts";
import { setHeader } from "../rewrite.ts";

export const tagsOnlyInHeader = fault("tag-param-header-only", {
  title: "OCI-Tag names tags that do not resolve",
  breaks: ["push.manifest.tag-param"],
  tags: { moves: (_, tag, __, origin) => origin === "reference" || !tag.startsWith("one-") },
});

export const fiveTagsAtMost = fault("tag-param-max-five", {
  title: "of ten tag parameters only five are looked at",
  breaks: ["push.manifest.tag-param-ten"],
  manifests: { tagParameters: (tags) => (tags.length > 10 ? tags : tags.slice(0, 5)) },
});

export const manyTags500 = fault("tag-param-many-500", {
  title: "several hundred tag parameters answer 500",
  breaks: ["push.manifest.tag-param-414"],
  before: { "manifest.put": ({ query }) => (query.all("tag").length > 100 ? answer(500) : undefined) },
});

export const firstTagOnly = fault("tag-param-oci-tag-incomplete", {
  title: "OCI-Tag names only the first of three tags that were created",
  breaks: ["push.manifest.tag-param-oci-tag"],
  answer: {
    "manifest.put": (given, { query }) => {
      const tags = query.all("tag");
      return tags.length === 3 ? setHeader(given, "OCI-Tag", tags[0]) : given;
    },
  },
});

export const invalidTagCreated = fault("tag-param-invalid-created", {
  title: "an invalid tag parameter is created",
  breaks: ["push.manifest.tag-param-invalid"],
  tags: { accepts: (tag, origin) => origin === "parameter" || tag === "-bad" || /^\w[\w.-]{0,127}$/.test(tag) },
});

export const tagParameterByTag500 = fault("tag-param-by-tag-500", {
  title: "a tag parameter on a push by tag answers 500",
  breaks: ["push.manifest.tag-param-by-tag"],
  before: {
    "manifest.put": ({ query, reference }) =>
      query.all("tag").length > 0 && !reference.includes(":") ? answer(500) : undefined,
  },
});
