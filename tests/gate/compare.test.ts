import { describe, expect, test } from "vitest";
import { compare } from "../../gate/compare.ts";
import { passagesOf } from "../../gate/passages.ts";
import type { PassageChange } from "../../specs/statement-change.ts";

function changes(old: string, now: string): PassageChange[] {
  return compare(passagesOf(old, "spec.md"), passagesOf(now, "spec.md"));
}

function brief(old: string, now: string): string[] {
  return changes(old, now).map((change) => `${change.kind}: ${change.old?.text ?? "–"} → ${change.new?.text ?? "–"}`);
}

const pull = "# Pull\n\nA registry MUST answer a pull with 200.\nIt MAY redirect.\n";

describe("what only looks different is no change:", () => {
  test.each([
    ["the same text", pull],
    ["another wrapping", "# Pull\n\nA registry MUST answer\na pull with 200. It MAY redirect.\n"],
    ["items for sentences", "# Pull\n\n- A registry MUST answer a pull with 200.\n- It MAY redirect.\n"],
    ["links, emphasis and code", "# Pull\n\nA [registry](#r) **MUST** answer a `pull` with *200*.\nIt MAY redirect.\n"],
    ["punctuation", "# Pull\n\nA registry MUST answer a pull, with “200”.\nIt MAY redirect\n"],
    [
      "prose around it",
      "# Pull\n\nPulling is what follows.\nA registry MUST answer a pull with 200.\nIt MAY redirect.\n",
    ],
    ["heading markup", "Pull\n====\n\nA registry MUST answer a pull with 200.\nIt MAY redirect.\n"],
  ])("%s", (_, now) => {
    expect(brief(pull, now)).toEqual([]);
  });
});

test("added and removed", () => {
  expect(brief(pull, `${pull}Clients SHOULD verify digests.\n`)).toEqual(["added: – → Clients SHOULD verify digests."]);
  expect(brief(pull, pull.replace("It MAY redirect.\n", ""))).toEqual(["removed: It MAY redirect. → –"]);
});

test("reworded, with both wordings", () => {
  expect(brief(pull, pull.replace("with 200", "with 200 OK"))).toEqual([
    "reworded: A registry MUST answer a pull with 200. → A registry MUST answer a pull with 200 OK.",
  ]);
});

test.each([
  ["SHOULD", "SHOULD"],
  ["must", null],
])("a MUST that becomes %s has another level", (word, level) => {
  const [change] = changes(pull, pull.replace("MUST", word));
  expect(change).toMatchObject({ kind: "level", old: { level: "MUST" }, new: { level } });
});

test("a word that becomes a key word has another level", () => {
  expect(changes(pull.replace("MUST", "must"), pull)).toMatchObject([
    { kind: "level", old: { level: null }, new: { level: "MUST" } },
  ]);
});

test("a second key word that changes is another level, though the strongest stays", () => {
  const old = "It MUST be sent and SHOULD be read.\n";
  expect(changes(old, old.replace("SHOULD", "MAY"))).toMatchObject([{ kind: "level" }]);
});

test("the level of an introduction is that of its items", () => {
  const list = "It MUST have:\n\n- a name\n";
  expect(changes(list, list.replace("MUST", "SHOULD")).map(({ kind, new: now }) => `${kind} ${now?.text}`)).toEqual([
    "level It SHOULD have:",
    "level a name",
  ]);
});

test("moved to another section, or into another file", () => {
  const elsewhere = "# Pull\n\nA registry MUST answer a pull with 200.\n\n# Push\n\nIt MAY redirect.\n";
  expect(changes(pull, elsewhere)).toMatchObject([
    { kind: "moved", old: { anchor: "#pull" }, new: { anchor: "#push" } },
  ]);
  const other = compare(passagesOf(pull, "spec.md"), passagesOf(pull, "pull.md"));
  expect(other.map(({ kind }) => kind)).toEqual(["moved", "moved"]);
});

test("code that a statement introduces is part of it", () => {
  const old = "It MUST match:\n\n`[a-z]+`\n";
  expect(changes(old, old.replace("+", "*"))).toMatchObject([{ kind: "reworded" }]);
  expect(changes(old, "It MUST match:\n\n```\n[a-z]+\n```\n")).toEqual([]);
});

test("what an indentation makes a list of is no change", () => {
  const run = "# A\n\nIt SHOULD be one of:\n    - red (a colour)\n    Else it MAY be none.\n";
  const list = "# A\n\nIt SHOULD be one of:\n\n- red (a colour)\n\nElse it MAY be none.\n";
  expect(brief(run, list)).toEqual([]);
  expect(brief(list, run)).toEqual([]);
});

test("a statement is reworded when the condition that it stands under is", () => {
  const list = "When it pushes, a client:\n\n- MUST wait.\n";
  expect(changes(list, list.replace("pushes", "pulls"))).toMatchObject([
    { kind: "reworded", new: { text: "MUST wait." } },
  ]);
  const property = "- **`refers`** *descriptor*\n\n  This OPTIONAL property names a manifest.\n";
  expect(changes(property, property.replace("refers", "subject"))).toMatchObject([{ kind: "reworded" }]);
});

test("a condition that is a statement itself is told once", () => {
  const list = "When it pushes, it MUST:\n\n- wait\n- ask\n";
  expect(brief(list, list.replace("pushes", "pulls"))).toEqual([
    "reworded: When it pushes, it MUST: → When it pulls, it MUST:",
  ]);
});

test("the same words twice are two statements", () => {
  expect(brief("# A\n\nIt MAY.\n", "# A\n\nIt MAY.\nIt MAY.\n")).toEqual(["added: – → It MAY."]);
});

test("prose counts only where it is tracked", () => {
  const prose = "# A\n\nTags are sorted by name.\n";
  const [old, now] = [passagesOf(prose, "spec.md"), passagesOf(prose.replace("name", "age"), "spec.md")];
  expect(compare(old, now)).toEqual([]);
  expect(compare(old, now, ({ text }) => text.includes("sorted"))).toMatchObject([{ kind: "reworded" }]);
});
