import { addressOf, pages } from "./address.ts";
import type { Run } from "./run.ts";
import type { Product, Survey } from "./survey.ts";
import { counted } from "./verdicts.ts";
import { specName } from "./words.ts";

/**
 * JSON Feed 1.1 with an item for each result, the newest first; what a program wants to know of it is in `_conformance`.
 * @param base URL that the site is at, with a slash at the end; without it addresses are relative
 */
export function feedOf({ products }: Survey, base: string): string {
  const items = products
    .flatMap((product) => product.runs.map((run) => ({ product, run })))
    .sort((a, b) => (b.run.testedAt ?? "").localeCompare(a.run.testedAt ?? ""));
  return json({
    version: "https://jsonfeed.org/version/1.1",
    title: "Conformance of OCI registries",
    ...(base ? { home_page_url: base, feed_url: `${base}feed.json` } : {}),
    items: items.map(({ product, run }) => ({
      id: idOf(product, run),
      url: base + pages.product(product.address),
      title: `${product.name} ${run.release}: ${run.status}, ${specName(run.spec)}`,
      content_text: `${run.judgedBy}: ${counted(run.counts)
        .map(({ verdict, count }) => `${count} ${verdict}`)
        .join(", ")}`,
      ...(run.testedAt ? { date_published: run.testedAt } : {}),
      _conformance: { ...factsOf(run), data: base + pages.data(product.address) },
    })),
  });
}

/** All that the site knows of a product, each verdict included. */
export function dataOf({ name, runs }: Product): string {
  return json({
    product: name,
    runs: runs.map((run) => ({
      ...factsOf(run),
      capabilities: Object.fromEntries(run.offers),
      verdicts: Object.fromEntries([...run.outcomes].map(([id, { verdict }]) => [id, verdict])),
    })),
  });
}

function factsOf(run: Run) {
  const { product, release, suite, judgedBy, spec, testedAt, status } = run;
  return {
    product,
    release,
    suite,
    judgedBy,
    spec,
    testedAt,
    status,
    categories: Object.fromEntries(run.categories.map((category) => [category.id, category.status])),
    counts: Object.fromEntries(run.counts),
  };
}

function idOf({ address }: Product, run: Run): string {
  const parts = [address, run.release, run.spec, run.judgedBy, run.testedAt ?? "undated"];
  return `urn:oci-conformance:result:${parts.map((part) => addressOf(part)).join(":")}`;
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 1)}\n`;
}
