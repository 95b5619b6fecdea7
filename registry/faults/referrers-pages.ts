import { fault } from "../fault.ts";
import { conformantReferrers } from "../policy/referrers.ts";
import { setHeader, when, withJson } from "../rewrite.ts";
import type { List } from "./referrers-list.ts";

/** The list of a subject with twelve referrers has three pages, every other one. */
const settings = { pageSize: 5 };

export const truncated = fault("referrers-truncated", {
  title: "ten referrers are listed at most, without a Link to the others",
  breaks: ["referrers.link-when-paged"],
  answer: {
    "referrers.list": when(
      200,
      withJson((list: List) => ({ ...list, manifests: list.manifests.slice(0, 10) })),
    ),
  },
});

export const linkIsLast = fault("referrers-link-bad-rel", {
  title: 'the Link of a list of referrers has rel="last"',
  breaks: ["referrers.link-rel-next"],
  settings,
  answer: {
    "referrers.list": when(200, (answer) => {
      const { Link } = answer.headers;
      return Link ? setHeader(answer, "Link", `${Link}`.replace("next", "last")) : answer;
    }),
  },
});

export const pageRepeats = fault("referrers-page-repeats", {
  title: "a page of referrers starts with the last entry of the page before",
  breaks: ["referrers.link-pages-distinct"],
  settings,
  answer: {
    "referrers.list": when(200, (answer, request, registry) => {
      const last = registry.repositories.get(request.name)?.manifests.get(request.query.get("last") ?? "");
      if (!last) return answer;
      const again = conformantReferrers.describe(last);
      const change = withJson((list: List) => ({ ...list, manifests: [again, ...list.manifests] }));
      return change(answer, request, registry);
    }),
  },
});
