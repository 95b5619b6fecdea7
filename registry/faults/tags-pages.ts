import { answer } from "../answer.ts";
import { fault, type Rewrite } from "../fault.ts";
import { conformantTags, type PageRequest } from "../policy/tags.ts";
import { setHeader, where, withHeader, withJson, withStatus } from "../rewrite.ts";

type Page = ReturnType<typeof conformantTags.page>;

/** Another page for requests with that n, with or without last. */
const pageFor = (
  wanted: { n?: number; last?: boolean | string },
  page: (tags: string[], asked: PageRequest) => Page,
) => ({
  page: (tags: string[], asked: PageRequest): Page => {
    const { n, last } = wanted;
    const meant =
      asked.n === n && (typeof last === "string" ? asked.last === last : (asked.last !== undefined) === last);
    return (meant ? page : conformantTags.page)(tags, asked);
  },
});

/** The change, for answers to requests with this query, to its end or with last behind. */
const asked = (query: RegExp, change: Rewrite): Rewrite => where((request) => query.test(request.query.raw), change);

const swapped = withJson(({ name, tags: [first, second, ...others] }: { name: string; tags: string[] }) => ({
  name,
  tags: second === undefined ? [first] : [second, first, ...others],
}));

export const ignoresN = fault("tags-n-ignored", {
  title: "n=5 is ignored and all tags are returned",
  breaks: ["discovery.tags.n-ignored", "discovery.tags.n-exact"],
  tags: pageFor({ n: 5, last: false }, (tags) => ({ tags, more: true })),
});

export const shortPage = fault("tags-n-short", {
  title: "n=5 returns three tags and no Link",
  breaks: ["discovery.tags.n-exact", "discovery.tags.link-offered"],
  tags: pageFor({ n: 5, last: false }, (tags) => ({ tags: tags.slice(0, 3), more: false })),
});

export const linkWithoutRelation = fault("tags-link-no-rel", {
  title: "Link is a target without angle brackets or rel",
  breaks: ["discovery.tags.link-rel-next"],
  answer: {
    "tags.list": asked(/^n=5/, (said) => {
      const [, target] = /<(.*)>/.exec(String(said.headers.Link ?? "")) ?? [];
      return target === undefined ? said : setHeader(said, "Link", target);
    }),
  },
});

export const endlessLinks = fault("tags-link-loops", {
  title: "the last page still links to itself",
  breaks: ["discovery.tags.link-walk"],
  answer: {
    "tags.list": asked(/^n=5&last=/, (said, { path, query }) =>
      said.headers.Link === undefined ? setHeader(said, "Link", `<${path}?${query.raw}>; rel="next"`) : said,
    ),
  },
});

export const largeNRefused = fault("tags-n-large-400", {
  title: "n=1000 answers 400",
  breaks: ["discovery.tags.n-larger"],
  before: { "tags.list": ({ query }) => (query.raw === "n=1000" ? answer(400) : undefined) },
});

export const zeroIsUnlimited = fault("tags-n-zero-all", {
  title: "n=0 is treated as unlimited",
  breaks: ["discovery.tags.n-zero-empty"],
  tags: pageFor({ n: 0, last: false }, (tags) => ({ tags, more: false })),
});

export const zeroWithLink = fault("tags-n-zero-link", {
  title: "n=0 answers with a Link",
  breaks: ["discovery.tags.n-zero-no-link"],
  answer: { "tags.list": asked(/^n=0$/, withHeader("Link", '</v2/>; rel="next"')) },
});

export const startsAtTheEnd = fault("tags-n-last-page", {
  title: "n=5 returns the last five of twelve tags, with a Link to the first seven",
  breaks: ["discovery.tags.n-first-page"],
  tags: {
    page: (tags, request) => {
      if (request.n === 7) return { tags: tags.slice(0, 7), more: false };
      if (request.n === 5 && request.last === undefined) return { tags: tags.slice(-5), more: true };
      return conformantTags.page(tags, request);
    },
  },
  answer: {
    "tags.list": asked(/^n=5$/, (said, { path }) => setHeader(said, "Link", `<${path}?n=7>; rel="next"`)),
  },
});

export const pageUnsorted = fault("tags-page-order-differs", {
  title: "the first two of five tags change places",
  breaks: ["discovery.tags.order-consistent"],
  answer: { "tags.list": asked(/^n=5$/, swapped) },
});

export const invalidN500 = fault("tags-n-invalid-500", {
  title: "n=abc answers 500",
  breaks: ["discovery.tags.n-invalid"],
  answer: { "tags.list": asked(/^n=abc$/, withStatus(500)) },
});

export const lastIncluded = fault("tags-last-inclusive", {
  title: "the tag named by last is included",
  breaks: ["discovery.tags.last"],
  tags: pageFor({ n: 4, last: true }, (tags, { last = "" }) => {
    const page = tags.filter((tag) => tag >= last);
    return { tags: page.slice(0, 4), more: page.length > 4 };
  }),
});

export const lastUnsorted = fault("tags-last-unsorted", {
  title: "the first two tags after the one named by last change places",
  breaks: ["discovery.tags.last-order"],
  answer: { "tags.list": asked(/^n=4&last=/, swapped) },
});

export const lastNeedsN = fault("tags-last-needs-n", {
  title: "last without n answers 400",
  breaks: ["discovery.tags.last-without-n"],
  before: {
    "tags.list": ({ query }) => (/^last=/.test(query.raw) && query.get("last") !== "9" ? answer(400) : undefined),
  },
});

export const lastIsIndex = fault("tags-last-as-index", {
  title: "last=9 skips nine tags",
  breaks: ["discovery.tags.last-is-name"],
  tags: pageFor({ last: "9" }, (tags) => ({ tags: tags.slice(9), more: false })),
});

export const unknownLast500 = fault("tags-last-unknown-500", {
  title: "a last that names no tag answers 500",
  breaks: ["discovery.tags.last-unknown"],
  answer: {
    "tags.list": where(({ query, name }, { repositories }) => {
      const last = query.get("last");
      return last !== undefined && repositories.get(name)?.tags.has(last) === false;
    }, withStatus(500)),
  },
});

export const startsOver = fault("tags-last-wraps", {
  title: "paging past the end starts over",
  breaks: ["discovery.tags.last-end"],
  tags: pageFor({ n: 3, last: true }, (tags, request) => {
    const page = conformantTags.page(tags, request);
    return page.tags.length > 0 ? page : { tags: tags.slice(0, 3), more: false };
  }),
});
