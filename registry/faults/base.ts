import { answer } from "../answer.ts";
import { fault } from "../fault.ts";
import { isName } from "../grammar.ts";
import { when } from "../rewrite.ts";

export const rootMissing = fault("v2-root-404", {
  title: "GET /v2/ answers 404 while every other endpoint works",
  breaks: ["base.v2.get-200"],
  before: { root: ({ path }) => (path === "/v2/" ? answer(404) : undefined) },
});

export const rootFailsStrangers = fault("v2-root-500-strangers", {
  title: "GET /v2/ answers 500 to credentials that it does not know",
  breaks: ["base.v2.failure-codes"],
  before: { root: ({ headers }) => (headers.authorization === undefined ? undefined : answer(500)) },
});

export const slashNeeded = fault("root-no-slash-500", {
  title: "GET /v2 answers 500",
  breaks: ["base.http.trailing-slash"],
  before: { root: ({ path }) => (path === "/v2" ? answer(500) : undefined) },
});

export const prefixTwice = fault("version-prefix-in-name", {
  title: "a component v2 of a repository name is taken for the prefix of the API",
  breaks: ["base.version.prefix"],
  before: { every: ({ name }) => (name.endsWith("/v2") ? answer(404) : undefined) },
});

export const headNotOffered = fault("pull-category-missing-head", {
  title: "HEAD of an image manifest without annotations answers 405 although GET works",
  breaks: ["base.category.pull-required", "pull.manifest.head-200"],
  answer: {
    "manifest.head": when(200, (said) => (String(said.body).includes('"annotations"') ? said : answer(405))),
  },
});

export const smallChunksNotOffered = fault("category-partial-claim", {
  title: "uploads can be opened, but PATCH answers 405 when they begin with less than 100 bytes",
  breaks: ["base.category.claimed-complete"],
  before: {
    "upload.chunk": ({ body, reference }, { sessions }) =>
      sessions.get(reference)?.offset === 0 && Number(body.length) < 100 ? answer(405) : undefined,
  },
});

export const managementAbsent = fault("category-management-absent", {
  title: "every DELETE of content answers 501",
  breaks: [
    "base.category.others-recommended",
    "management.disable-allowed",
    "management.tag-only-manifest",
    "management.tag.delete-disabled",
    "management.manifest.delete-disabled",
    "management.blob.delete-disabled",
  ],
  before: {
    "blob.delete": () => answer(501),
    "manifest.delete": () => answer(501),
    "tag.delete": () => answer(501),
  },
});

export const trailingSeparator = fault("name-grammar-accepts-trailing-separator", {
  title: "a repository name may end in a separator",
  breaks: ["base.name.grammar"],
  names: { accepts: (name) => isName(name.replace(/[._-]$/, "")) },
});

export const singleSeparators = fault("name-rejects-double-separator", {
  title: "names that hold __ or -- are refused",
  breaks: ["base.name.double-separators"],
  names: { accepts: (name) => isName(name) && !/__|--/.test(name) },
});

export const longNamesCrash = fault("name-length-255-rejected", {
  title: "repository names of more than 200 characters answer 500",
  breaks: ["base.name.length"],
  before: { every: ({ name }) => (name.length > 200 ? answer(500) : undefined) },
});
