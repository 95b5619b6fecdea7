import { counted as countedNoun } from "../wording.ts";
import { pages } from "./address.ts";
import type { Run } from "./run.ts";
import { standingOf } from "./standing.ts";
import type { Subject } from "./subjects.ts";
import type { Board, Survey } from "./survey.ts";
import { barOf, notable, statusSignOf } from "./verdicts.ts";
import { dayTested, specName, suiteTitle, token } from "./words.ts";

/** Products × categories under one version of the spec. */
export function overviewPage(survey: Survey, subjects: ReadonlyMap<string, Subject>, spec: string) {
  const boards = survey.boards.filter((board) => board.spec === spec);
  return {
    title: "Which registries keep the OCI distribution spec?",
    lead: leadOf(survey, boards, spec),
    specs: survey.specs.map((name) => ({
      name,
      href: pages.overview(name, survey.standard),
      current: name === spec,
    })),
    categories: survey.categories,
    tables: boards.map(({ suite, entries }) => ({
      title: suiteTitle(suite),
      rows: entries.map(({ product, run }) => ({
        name: product.name,
        href: pages.product(product.address),
        release: run.release,
        tested: dayTested(run),
        status: run.status,
        token: token(run.status),
        sign: statusSignOf(run.status),
        bar: barOf(run.counts),
        cells: survey.categories.map((category) => cellOf(run, category)),
      })),
    })),
    statuses: [...new Set(boards.flatMap(({ entries }) => entries.map(({ run }) => run.status)))].map((status) => ({
      value: token(status),
      label: status,
    })),
    absent: survey.products
      .filter(({ runs }) => !runs.some((run) => run.spec === spec))
      .map(({ name, address }) => ({ name, href: pages.product(address) })),
    alone: boards.flatMap((board) => aloneOn(board, subjects)),
  };
}

function leadOf({ products }: Survey, boards: readonly Board[], spec: string): string {
  const runs = boards.flatMap(({ entries }) => entries);
  const conformant = runs.filter(({ run }) => run.status === "conformant").length;
  return `${countedNoun(products.length, "product")}. Under the ${specName(spec)}: ${countedNoun(runs.length, "result")}, each of the newest version tested; ${conformant} conformant.`;
}

function cellOf(run: Run, id: string) {
  const category = run.categories.find((each) => each.id === id);
  if (!category) return undefined;
  return { status: category.status, sign: statusSignOf(category.status), counts: notable(category.counts) };
}

/** What one product breaks and all others keep. */
function aloneOn(board: Board, subjects: ReadonlyMap<string, Subject>) {
  return [...subjects.values()].flatMap(({ id, title }) => {
    const { alone, counts } = standingOf(board, id);
    if (!alone) return [];
    const product = { name: alone.name, href: pages.product(alone.address) };
    return [{ id, title, href: pages.requirement(id), product, kept: counts.get("pass") ?? 0 }];
  });
}
