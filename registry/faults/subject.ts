import { answer } from "../answer.ts";
import { fault } from "../fault.ts";
import { imageIndex } from "../media-types.ts";
import { setHeader, when, where, withoutHeader } from "../rewrite.ts";

const isIndex = where((request) => request.headers["content-type"] === imageIndex, withoutHeader("OCI-Subject"));
const isNoIndex = where((request) => request.headers["content-type"] !== imageIndex, withoutHeader("OCI-Subject"));

export const rejectsMissingSubject = fault("subject-missing-rejected", {
  title: "a manifest whose subject is not there is refused",
  breaks: ["push.manifest.subject-missing-accepted"],
  answer: {
    "manifest.put": (reply, { name }, { repositories }) => {
      const subject = reply.headers["OCI-Subject"];
      return subject && !repositories.get(name)?.manifests.has(`${subject}`) ? answer(404) : reply;
    },
  },
});

export const noSubjectHeader = fault("oci-subject-omitted", {
  title: "a manifest with a subject is answered without OCI-Subject",
  breaks: ["push.manifest.oci-subject"],
  answer: { "manifest.put": isNoIndex },
});

export const noSubjectHeaderForIndex = fault("oci-subject-index-omitted", {
  title: "an index with a subject is answered without OCI-Subject",
  breaks: ["push.manifest.oci-subject-index"],
  answer: { "manifest.put": isIndex },
});

export const alwaysSubjectHeader = fault("oci-subject-always", {
  title: "every manifest without a subject is answered with OCI-Subject",
  breaks: ["push.manifest.oci-subject-absent"],
  answer: {
    "manifest.put": when(201, (reply) =>
      reply.headers["OCI-Subject"]
        ? reply
        : setHeader(reply, "OCI-Subject", `${reply.headers["Docker-Content-Digest"]}`),
    ),
  },
});
