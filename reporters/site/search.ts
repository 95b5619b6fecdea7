import { pages } from "./address.ts";
import type { Subject } from "./subjects.ts";
import type { Survey } from "./survey.ts";

/** Everything that has a page of its own. */
export function searchPage({ products }: Survey, subjects: ReadonlyMap<string, Subject>) {
  return {
    title: "Search",
    groups: [
      {
        title: "Products",
        items: products.map(({ name, address, runs }) => ({
          title: name,
          href: pages.product(address),
          detail: [...new Set(runs.map(({ release }) => release))].filter((release) => release !== "").join(", "),
        })),
      },
      {
        title: "Requirements",
        items: [...subjects.values()].map(({ id, title }) => ({ title, href: pages.requirement(id), detail: id })),
      },
    ],
  };
}
