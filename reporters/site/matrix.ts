import { verdictSigns } from "../signs.ts";
import { pages } from "./address.ts";
import { standingOf } from "./standing.ts";
import type { Subject } from "./subjects.ts";
import type { Board, Survey } from "./survey.ts";
import { signOf } from "./verdicts.ts";
import { levelName, shortRelease, specName, suiteTitle, token } from "./words.ts";

/** Products × requirements of one category under one version of the spec. */
export function matrixPage(survey: Survey, subjects: ReadonlyMap<string, Subject>, spec: string, category: string) {
  const boards = survey.boards.filter((board) => board.spec === spec);
  const tables = boards.map((board) => tableOf(board, subjects, category)).filter(({ rows }) => rows.length > 0);
  const rows = tables.flatMap((table) => table.rows);
  return {
    title: `Requirements: ${category}`,
    lead: specName(spec),
    specs: survey.specs.map((name) => ({ name, href: pages.matrix(name, category), current: name === spec })),
    categories: survey.categories.map((name) => ({
      name,
      href: pages.matrix(spec, name),
      current: name === category,
    })),
    tables,
    legend: Object.entries(verdictSigns),
    verdicts: [...new Set(rows.flatMap(({ verdicts }) => verdicts))].map((value) => ({ value, label: value })),
    levels: [...new Set(rows.map(({ level }) => level))].sort().map((level) => ({ value: token(level), label: level })),
  };
}

function tableOf(board: Board, subjects: ReadonlyMap<string, Subject>, category: string) {
  return {
    title: suiteTitle(board.suite),
    products: board.entries.map(({ product, run }) => ({
      name: product.name,
      release: shortRelease(run.release),
      href: pages.product(product.address),
    })),
    rows: [...subjects.values()]
      .filter((subject) => subject.category === category && subject.suite === board.suite)
      .flatMap((subject) => rowOf(board, subject)),
  };
}

function rowOf(board: Board, { id, title, asked }: Subject) {
  const { counts, alone } = standingOf(board, id);
  if (counts.size === 0) return [];
  const level = levelName(asked.get(board.spec)?.level ?? "");
  const cells = board.entries.map(({ run }) => {
    const verdict = run.outcomes.get(id)?.verdict;
    return verdict === undefined ? { verdict: "", symbol: "", tone: "quiet" } : { verdict, ...signOf(verdict) };
  });
  return [
    {
      id,
      title,
      level,
      token: token(level),
      href: pages.requirement(id),
      alone: alone?.name,
      verdicts: [...counts.keys()].map(token),
      cells,
    },
  ];
}
