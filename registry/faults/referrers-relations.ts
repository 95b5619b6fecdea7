import { fault } from "../fault.ts";
import { conformantReferrers } from "../policy/referrers.ts";
import { where, withStatus } from "../rewrite.ts";
import { inKnownRepository } from "./deletion.ts";

const { find } = conformantReferrers;

export const taggedOnly = fault("referrers-tagged-only", {
  title: "referrers without a tag are not listed",
  breaks: ["referrers.untagged"],
  referrers: {
    find(repository, subject, registry) {
      const tagged = new Set(repository.tags.values());
      return find(repository, subject, registry).filter(({ digest }) => tagged.has(digest));
    },
  },
});

export const lostOnSubjectPush = fault("referrers-lost-on-subject-push", {
  title: "pushing a subject loses the referrers that came before it",
  breaks: ["referrers.subject-pushed-later"],
  referrers: {
    find(repository, subject, registry) {
      const since = repository.manifests.get(subject)?.since ?? 0;
      return find(repository, subject, registry).filter((manifest) => manifest.since > since);
    },
  },
});

export const listedTwice = fault("referrers-duplicate-entries", {
  title: "a referrer is listed once for each tag",
  breaks: ["referrers.no-duplicates"],
  referrers: {
    find(repository, subject, registry) {
      const tags = [...repository.tags.values()];
      return find(repository, subject, registry).flatMap((manifest) => {
        const times = tags.filter((digest) => digest === manifest.digest).length;
        return Array.from({ length: Math.max(times, 1) }, () => manifest);
      });
    },
  },
});

export const transitive = fault("referrers-transitive", {
  title: "the referrers of a referrer are listed with it",
  breaks: ["referrers.self-descriptive-chain"],
  referrers: {
    find(repository, subject, registry) {
      const direct = find(repository, subject, registry);
      return [...direct, ...direct.flatMap(({ digest }) => find(repository, digest, registry))];
    },
  },
});

export const crossRepository = fault("referrers-cross-repo", {
  title: "referrers in other repositories are listed",
  breaks: ["referrers.same-repo"],
  referrers: {
    find: (_, subject, registry) =>
      [...registry.repositories.values()].flatMap((repository) => find(repository, subject, registry)),
  },
});

export const unknownRepository500 = fault("referrers-unknown-repo-500", {
  title: "the referrers in an unknown repository answer 500",
  breaks: ["referrers.unknown-repo"],
  answer: { "referrers.list": where((...of) => !inKnownRepository(...of), withStatus(500)) },
});

export const sha512Empty = fault("referrers-sha512-empty", {
  title: "the referrers of a sha512 digest are never listed",
  breaks: ["referrers.sha512-subject"],
  referrers: {
    find: (repository, subject, registry) => (subject.startsWith("sha512:") ? [] : find(repository, subject, registry)),
  },
});
