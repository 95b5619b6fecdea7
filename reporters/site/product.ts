import { pages } from "./address.ts";
import { answerOf, positive } from "./capabilities.ts";
import { ourSuite } from "./observed.ts";
import type { Offer, Run } from "./run.ts";
import { changesOf, sinceOf, standingOf } from "./standing.ts";
import type { Subject } from "./subjects.ts";
import { newest, type Product, type Survey } from "./survey.ts";
import { barOf, notable, rankOf, signOf, statusSignOf } from "./verdicts.ts";
import { dayTested, spaced, specName, suiteTitle, token } from "./words.ts";

/** All that is known of one product. */
export function productPage(survey: Survey, subjects: ReadonlyMap<string, Subject>, product: Product) {
  const suites = survey.suites.filter((suite) => product.runs.some((run) => run.suite === suite));
  const specs = survey.specs.filter((spec) => product.runs.some((run) => run.spec === spec));
  const lists = suites.map((suite) => listOf(survey, subjects, product, suite, specs));
  return {
    title: product.name,
    specs,
    standings: suites.map((suite) => ({
      suite: suiteTitle(suite),
      cards: specs.flatMap((spec) => standingIn(product, suite, spec)),
    })),
    history: historyOf(product, specs),
    changes: suites.flatMap((suite) => changesIn(product, suite, survey.standard)),
    offers: offersOf(product),
    lists,
    verdicts: [...new Set(lists.flatMap(({ rows }) => rows.flatMap((row) => row.verdicts)))].map((value) => ({
      value,
      label: value,
    })),
    badges: specs.map((spec) => ({
      spec,
      alt: `Conformance of ${product.name}, spec ${spec}`,
      href: pages.badge(product.address, spec),
    })),
    data: pages.data(product.address),
  };
}

/** As the page of capabilities has them, with the reasons. */
function offersOf({ runs }: Product) {
  const offers = runs.findLast(({ suite }) => suite === ourSuite)?.offers ?? new Map<string, Offer>();
  return positive([...offers.keys()]).map((name) => ({ name: spaced(name), ...answerOf(offers.get(name)) }));
}

function standingIn(product: Product, suite: string, spec: string) {
  const run = newest(product, suite, spec);
  if (!run) return [];
  return [
    {
      spec: specName(spec),
      judgedBy: run.judgedBy,
      release: run.release,
      status: run.status,
      sign: statusSignOf(run.status),
      bar: barOf(run.counts),
      counts: notable(run.counts),
    },
  ];
}

/** A row for each release and test of it, the newest first. */
function historyOf({ runs }: Product, specs: readonly string[]) {
  const tests = new Map<string, Run[]>();
  for (const run of runs.toReversed()) {
    const key = JSON.stringify([run.release, run.judgedBy, run.testedAt]);
    tests.set(key, [...(tests.get(key) ?? []), run]);
  }
  return [...tests.values()].map((test) => ({
    release: test[0]?.release ?? "",
    tested: test[0] ? dayTested(test[0]) : "",
    judgedBy: test[0]?.judgedBy ?? "",
    cells: specs.map((spec) => {
      const run = test.find((each) => each.spec === spec);
      return run && { status: run.status, sign: statusSignOf(run.status), counts: notable(run.counts) };
    }),
  }));
}

/** What each release made better or worse, under the version of the spec that is shown first. */
function changesIn({ runs }: Product, suite: string, spec: string) {
  const line = runs.filter((run) => run.suite === suite && run.spec === spec);
  return line.slice(1).flatMap((later, index) => {
    const earlier = line[index] as Run;
    const changes = changesOf(earlier, later).map((change) => ({
      ...change,
      href: pages.requirement(change.requirement),
      from: signOf(change.before),
      to: signOf(change.after),
      better: rankOf(change.after) > rankOf(change.before),
    }));
    const better = changes.filter((change) => change.better).length;
    return [{ from: nameOf(earlier), to: nameOf(later), spec, better, worse: changes.length - better, changes }];
  });
}

function nameOf(run: Run): string {
  return run.release || dayTested(run) || "an unnamed release";
}

/** Every requirement that the newest runs of a suite judge, with its verdict under each version of the spec. */
function listOf(
  { boards }: Survey,
  subjects: ReadonlyMap<string, Subject>,
  product: Product,
  suite: string,
  specs: readonly string[],
) {
  const judged = specs.flatMap((spec) => {
    const run = newest(product, suite, spec);
    const board = boards.find((each) => each.suite === suite && each.spec === spec);
    return run && board ? [{ spec, run, board }] : [];
  });
  const rows = [...subjects.values()].flatMap((subject) => {
    const found = judged.flatMap(({ spec, run, board }) => {
      const outcome = run.outcomes.get(subject.id);
      return outcome ? [{ spec, run, board, outcome }] : [];
    });
    const [worst] = found.toSorted((a, b) => rankOf(a.outcome.verdict) - rankOf(b.outcome.verdict));
    if (!worst) return [];
    const broken = rankOf(worst.outcome.verdict) < rankOf("");
    const since = broken ? sinceOf(product, worst.run, worst.outcome) : undefined;
    return [
      {
        id: subject.id,
        title: subject.title,
        category: subject.category,
        href: pages.requirement(subject.id),
        verdict: worst.outcome.verdict,
        sign: signOf(worst.outcome.verdict),
        said: broken ? worst.outcome.said : undefined,
        since: since !== worst.run ? since && nameOf(since) : undefined,
        alone: found.some(({ board }) => standingOf(board, subject.id).alone === product),
        verdicts: [...new Set(found.map(({ outcome }) => token(outcome.verdict)))],
        cells: judged.map(({ spec }) => {
          const verdict = found.find((each) => each.spec === spec)?.outcome.verdict;
          return verdict === undefined ? undefined : { verdict, sign: signOf(verdict) };
        }),
      },
    ];
  });
  return {
    title: suiteTitle(suite),
    specs: judged.map(({ spec }) => spec),
    broken: rows.filter(({ verdict }) => verdict === "fail"),
    rows,
  };
}
