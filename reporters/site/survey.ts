import { categories, specVersions } from "../../specs/model.ts";
import { standardVersion } from "../../specs/versions.ts";
import { productAddress } from "./address.ts";
import { grouped } from "./grouped.ts";
import { ourSuite } from "./observed.ts";
import type { Run } from "./run.ts";

export interface Product {
  /** As its newest run calls it. */
  name: string;
  address: string;
  /** The oldest release first. */
  runs: Run[];
}

/** The newest run of each product that one suite judged under one version of the spec, by the products' names. */
export interface Board {
  suite: string;
  spec: string;
  entries: { product: Product; run: Run }[];
}

/** All that is known, in order. */
export interface Survey {
  /** By name. */
  products: Product[];
  /** Our suite first; the versions of the spec in their order. */
  boards: Board[];
  suites: string[];
  specs: string[];
  /** The version that a page shows when none is chosen. */
  standard: string;
  categories: string[];
}

export function surveyOf(runs: readonly Run[]): Survey {
  const products = productsOf(withoutRepetitions(runs));
  const suites = inOrder(
    runs.map(({ suite }) => suite),
    [ourSuite],
  );
  const specs = inOrder(
    runs.map(({ spec }) => spec),
    specVersions,
  );
  const boards = suites.flatMap((suite) => specs.map((spec) => boardOf(products, suite, spec)));
  return {
    products,
    boards: boards.filter(({ entries }) => entries.length > 0),
    suites,
    specs,
    standard: specs.includes(standardVersion) ? standardVersion : (specs[0] ?? standardVersion),
    categories: inOrder(
      runs.flatMap((run) => run.categories.map(({ id }) => id)),
      categories,
    ),
  };
}

/** What occurs, once each: the known ones in their order, then the others by name. */
export function inOrder(names: readonly string[], known: readonly string[]): string[] {
  const found = new Set(names);
  return [...known.filter((name) => found.has(name)), ...[...found].filter((name) => !known.includes(name)).sort()];
}

/** The newest run that this suite made of a product under that version. */
export function newest({ runs }: Product, suite: string, spec: string): Run | undefined {
  return runs.findLast((run) => run.suite === suite && run.spec === spec);
}

/** One report may lie in two folders. */
function withoutRepetitions(runs: readonly Run[]): Run[] {
  const byKey = new Map<string, Run>();
  for (const run of runs) {
    const key = JSON.stringify([productAddress(run.product), run.release, run.spec, run.judgedBy, run.testedAt]);
    const other = byKey.get(key);
    if (!other || other.outcomes.size < run.outcomes.size) byKey.set(key, run);
  }
  return [...byKey.values()];
}

function productsOf(runs: readonly Run[]): Product[] {
  return [...grouped(runs, ({ product }) => productAddress(product))]
    .map(([address, own]) => {
      const sorted = own.toSorted(byRelease);
      return { name: sorted.at(-1)?.product ?? address, address, runs: sorted };
    })
    .sort((a, b) => natural(a.name, b.name) || natural(a.address, b.address));
}

function boardOf(products: readonly Product[], suite: string, spec: string): Board {
  const entries = products.flatMap((product) => {
    const run = newest(product, suite, spec);
    return run ? [{ product, run }] : [];
  });
  return { suite, spec, entries };
}

/** By release where both name one, else by the day of the test. */
function byRelease(a: Run, b: Run): number {
  const [first, second] = [bare(a.release), bare(b.release)];
  return (
    (first && second ? natural(first, second) : 0) ||
    (a.testedAt ?? "").localeCompare(b.testedAt ?? "") ||
    natural(first, second)
  );
}

function bare(release: string): string {
  return release.replace(/^v(?=\d)/i, "");
}

const { compare: natural } = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
