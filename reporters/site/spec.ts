import { pages } from "./address.ts";
import { grouped } from "./grouped.ts";
import { ourSuite } from "./observed.ts";
import { standingOf } from "./standing.ts";
import type { Subject } from "./subjects.ts";
import type { Survey } from "./survey.ts";
import { barOf, counted, rankOf } from "./verdicts.ts";
import { levelName, specName, token } from "./words.ts";

/** The sections of one version of the spec, with what they ask and who keeps it. */
export function specPage(survey: Survey, subjects: ReadonlyMap<string, Subject>, spec: string) {
  const board = survey.boards.find((each) => each.suite === ourSuite && each.spec === spec);
  const asked = [...subjects.values()].filter((subject) => subject.suite === ourSuite && subject.asked.has(spec));
  const sections = grouped(asked, (subject) => subject.asked.get(spec)?.section);
  const levels = asked.map((subject) => levelName(subject.asked.get(spec)?.level ?? ""));
  return {
    title: specName(spec),
    levels: [...new Set(levels)].sort().map((level) => ({ value: token(level), label: level })),
    states: ["broken", "doubtful", "kept", "not-tested"].map((value) => ({ value, label: value.replace("-", " ") })),
    specs: survey.specs.map((name) => ({ name, href: pages.spec(name), current: name === spec })),
    sections: [...sections].map(([href, own], index) => ({
      id: `section-${index + 1}`,
      title: titleOf(href),
      href,
      rows: own.map((subject) => {
        const { counts, alone } = board ? standingOf(board, subject.id) : { counts: new Map<string, number>() };
        const level = levelName(subject.asked.get(spec)?.level ?? "");
        return {
          id: subject.id,
          title: subject.title,
          href: pages.requirement(subject.id),
          level,
          levelToken: token(level),
          state: stateOf(counts),
          untestable: subject.untestable !== undefined,
          alone: alone?.name,
          bar: barOf(counts),
          counts: counted(counts),
        };
      }),
    })),
  };
}

/** One word that the page is filtered by. */
function stateOf(counts: ReadonlyMap<string, number>): string {
  if (counts.size === 0) return "not-tested";
  if (counts.has("fail")) return "broken";
  return [...counts.keys()].some((verdict) => rankOf(verdict) < rankOf("info")) ? "doubtful" : "kept";
}

/** "Pushing a blob in chunks" of `…/spec.md#pushing-a-blob-in-chunks`, with the document when it is another. */
function titleOf(href: string | undefined): string {
  const [, file = "", anchor = ""] = /([^/#]*)(?:#(.*))?$/.exec(href ?? "") ?? [];
  const heading = anchor.replaceAll("-", " ").replace(/^./, (first) => first.toUpperCase());
  const document = file === "spec.md" || file === "" ? "" : `${file}: `;
  return `${document}${heading}` || "Elsewhere";
}
