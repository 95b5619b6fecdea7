import { answer } from "../answer.ts";
import { fault } from "../fault.ts";
import { bare, setHeader, when, where, withStatus } from "../rewrite.ts";

const isFallbackTag = ({ reference }: { reference: string }) => /^sha256-[0-9a-f]{64}$/.test(reference);
const settings = { referrers: false };

export const fallbackTagReserved = fault("tag-schema-reserved", {
  title: "a manifest pushed to a tag that stands for a digest is refused",
  breaks: ["referrers.tag-schema.name"],
  before: { "manifest.put": (request) => (isFallbackTag(request) ? answer(400) : undefined) },
});

export const fallbackTagUnreadable = fault("tag-schema-get-409", {
  title: "a manifest under a tag that stands for a digest is answered with 409",
  breaks: ["referrers.tag-schema.content"],
  answer: { "manifest.get": where(isFallbackTag, bare(409)) },
});

export const absentApi501 = fault("referrers-absent-501", {
  title: "the referrers API is not there, and asking for it answers 501",
  breaks: ["referrers.unsupported-404"],
  settings,
  answer: { "referrers.list": withStatus(501) },
});

export const subjectWithoutApi = fault("oci-subject-without-api", {
  title: "OCI-Subject is sent although the referrers API is not there",
  breaks: ["push.manifest.oci-subject-without-api"],
  settings,
  answer: {
    "manifest.put": when(201, (reply, request, registry) => {
      const subject = registry.repositories
        .get(request.name)
        ?.manifests.get(`${reply.headers["Docker-Content-Digest"]}`);
      return subject?.subject ? setHeader(reply, "OCI-Subject", subject.subject) : reply;
    }),
  },
});
