import { expect, test } from "vitest";
import { parse } from "yaml";
import { draftEntries } from "../../gate/draft.ts";
import { passagesOf, statementsIn } from "../../gate/passages.ts";

const text = "# A: b\n\nIt MUST have:\n\n- a name\n";

test("an entry of the distribution spec has what the text tells", () => {
  const statements = statementsIn(passagesOf(text, "spec.md"));
  const [first, second] = parse(draftEntries("distribution", "edge", statements));
  expect(first).toEqual({
    id: "TODO",
    category: "TODO",
    title: "TODO in your own words",
    levels: { edge: "MUST" },
    basis: "keyword",
    section: "#a-b",
    statements: { edge: [statements[0]?.reference] },
  });
  expect(second).toMatchObject({ levels: { edge: "MUST" }, basis: "derived" });
});

test("an entry of another document names it, and that of an image spec what it weighs", () => {
  const statements = statementsIn(passagesOf("# A\n\nIt SHOULD.\n", "extensions/_a.md"));
  expect(parse(draftEntries("distribution", "1.1", statements))).toMatchObject([
    { section: "extensions/_a.md#a", levels: { "1.1": "SHOULD" } },
  ]);
  expect(parse(draftEntries("image", "edge", statements))).toMatchObject([{ binds: "TODO", report: "warning" }]);
});
