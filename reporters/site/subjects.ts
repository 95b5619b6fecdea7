import { catalogue } from "../../specs/catalogue.ts";
import { sectionLink } from "../../specs/links.ts";
import { specVersions } from "../../specs/model.ts";
import { ourSuite } from "./observed.ts";
import type { Survey } from "./survey.ts";

/** A requirement, or a test of another suite: what the catalogue says of it and, beyond, what the runs say. */
export interface Subject {
  id: string;
  title: string;
  category: string;
  suite: string;
  /** Levels and links to the spec, by its version. */
  asked: Map<string, { level: string; section?: string }>;
  /** Why nobody can test it from outside. */
  untestable?: string;
  note?: string;
}

/** Every one by its id: the catalogue's in its order, then what else occurs. */
export function subjectsOf({ boards }: Survey): Map<string, Subject> {
  const subjects = new Map<string, Subject>();
  if (boards.some(({ suite }) => suite === ourSuite)) for (const each of ours()) subjects.set(each.id, each);
  for (const { suite, spec, entries } of boards)
    for (const { run } of entries)
      for (const { requirement: id, title, category, level, section } of run.outcomes.values()) {
        const subject = subjects.get(id) ?? { id, title, category, suite, asked: new Map() };
        subjects.set(id, subject);
        if (!subject.asked.has(spec)) subject.asked.set(spec, { level, ...(section ? { section } : {}) });
      }
  return subjects;
}

function ours(): Subject[] {
  return catalogue.map(({ id, title, category, levels, section, untestable, note }) => ({
    id,
    title,
    category,
    suite: ourSuite,
    asked: new Map(
      specVersions.flatMap((spec) => {
        const level = levels[spec];
        const anchor = section[spec];
        return level ? [[spec, { level, ...(anchor ? { section: sectionLink(spec, anchor) } : {}) }] as const] : [];
      }),
    ),
    ...(untestable ? { untestable } : {}),
    ...(note ? { note } : {}),
  }));
}
