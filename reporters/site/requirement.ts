import { pages } from "./address.ts";
import type { Outcome, Run } from "./run.ts";
import { sinceOf, standingOf } from "./standing.ts";
import type { Subject } from "./subjects.ts";
import type { Product, Survey } from "./survey.ts";
import { barOf, counted, rankOf, signOf } from "./verdicts.ts";
import { dayTested, levelName, specName, suiteTitle, token } from "./words.ts";

interface Judged {
  spec: string;
  run: Run;
  outcome: Outcome;
}

/** One requirement: who keeps it, who breaks it and since when, the worst first. */
export function requirementPage(survey: Survey, subject: Subject) {
  const boards = survey.boards.filter(({ suite }) => suite === subject.suite);
  const byProduct = new Map<Product, Judged[]>();
  for (const { spec, entries } of boards)
    for (const { product, run } of entries) {
      const outcome = run.outcomes.get(subject.id);
      if (outcome) byProduct.set(product, [...(byProduct.get(product) ?? []), { spec, run, outcome }]);
    }
  const specs = boards
    .map(({ spec }) => spec)
    .filter((spec) => [...byProduct.values()].flat().some((each) => each.spec === spec));
  const rows = [...byProduct].map(([product, judged]) => rowOf(product, judged, specs));
  return {
    ...subject,
    suite: suiteTitle(subject.suite),
    asked: [...subject.asked].map(([spec, { level, section }]) => ({
      spec: specName(spec),
      level: levelName(level),
      section,
      anchor: section?.match(/#.*/)?.[0] ?? "",
    })),
    specs,
    shares: boards
      .filter(({ spec }) => specs.includes(spec))
      .map((board) => {
        const { counts, alone } = standingOf(board, subject.id);
        return { spec: specName(board.spec), bar: barOf(counts), counts: counted(counts), alone: alone?.name };
      }),
    alone: aloneIn(survey, subject),
    rows: rows.sort((a, b) => a.rank - b.rank),
    verdicts: [...new Set(rows.flatMap((row) => row.verdicts))].map((value) => ({ value, label: value })),
  };
}

/** The lone failure under the version that is shown first, else under another. */
function aloneIn({ boards, standard }: Survey, { id, suite }: Subject) {
  const own = boards.filter((board) => board.suite === suite);
  const first = own.filter(({ spec }) => spec === standard);
  for (const board of [...first, ...own.toReversed()]) {
    const { alone, counts } = standingOf(board, id);
    if (!alone) continue;
    const { name, address } = alone;
    return { name, href: pages.product(address), kept: counts.get("pass"), spec: specName(board.spec) };
  }
  return undefined;
}

function rowOf(product: Product, judged: readonly Judged[], specs: readonly string[]) {
  const [worst] = judged.toSorted((a, b) => rankOf(a.outcome.verdict) - rankOf(b.outcome.verdict)) as [Judged];
  const since = sinceOf(product, worst.run, worst.outcome);
  return {
    name: product.name,
    href: pages.product(product.address),
    release: worst.run.release,
    rank: rankOf(worst.outcome.verdict),
    said: worst.outcome.said,
    since: since && { release: since.release, day: dayTested(since) },
    verdicts: [...new Set(judged.map(({ outcome }) => token(outcome.verdict)))],
    cells: specs.map((spec) => {
      const verdict = judged.find((each) => each.spec === spec)?.outcome.verdict;
      return verdict === undefined ? undefined : { verdict, sign: signOf(verdict) };
    }),
  };
}
