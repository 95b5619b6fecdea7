import type { Level } from "../../specs/model.ts";
import type { Passage } from "../../specs/statement.ts";
import type { StatementChange } from "../../specs/statement-change.ts";

/** The key word of a level as the specs write it. */
export function levelWord(level: Level | null): string {
  return level === null ? "none" : level.replace("_", " ");
}

/** What became of the statement, in a few words: `SHOULD became MUST`, `moved from #api`. */
export function changeWords({ kind, old, new: now }: StatementChange): string {
  if (kind === "level" && old && now) return levelWords(old, now);
  if (kind === "moved" && old && now)
    return `moved from ${old.file === now.file ? old.anchor : `${old.file}${old.anchor}`}`;
  if (kind === "reworded" && old && now && wholeText(old) === wholeText(now))
    return `stands under “${now.under.join(" › ")}”, before under “${old.under.join(" › ")}”`;
  return kind;
}

function levelWords(old: Passage, now: Passage): string {
  if (old.level !== now.level) return `${levelWord(old.level)} became ${levelWord(now.level)}`;
  return `${old.levels.map(levelWord).join(", ")} became ${now.levels.map(levelWord).join(", ")}`;
}

/** What answers for the statement: requirements, the reason why none does, or that nothing does. */
export function coverWords({ requirements, reason, uncovered, kind }: StatementChange): string {
  if (requirements.length > 0) return requirements.join(", ");
  if (reason !== null) return reason;
  return uncovered ? "no requirement and no reason" : kind === "removed" ? "none stood on it" : "none needed";
}

/** The text of a passage with the code that it introduces. */
export function wholeText({ text, shows }: Passage): string {
  return shows === null ? text : `${text} ${shows.replace(/\s+/g, " ").trim()}`;
}

/** The passage that a change is shown at: where it stands now, or where it stood. */
export function passageOf({ old, new: now }: StatementChange): Passage {
  const passage = now ?? old;
  if (!passage) throw new TypeError("a change is of something");
  return passage;
}

/** "3 added, 1 reworded", or "nothing changed". */
export function changeTally(changes: readonly StatementChange[]): string {
  const kinds = ["added", "removed", "reworded", "moved", "level"] as const;
  const words = {
    added: "added",
    removed: "removed",
    reworded: "reworded",
    moved: "moved",
    level: "with another level",
  };
  const parts = kinds.flatMap((kind) => {
    const count = changes.filter((change) => change.kind === kind).length;
    return count === 0 ? [] : [`${count} ${words[kind]}`];
  });
  return parts.length === 0 ? "no statement changed" : parts.join(", ");
}
