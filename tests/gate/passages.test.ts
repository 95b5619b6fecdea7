import { describe, expect, test } from "vitest";
import { passagesOf, statementsIn } from "../../gate/passages.ts";

function statements(markdown: string) {
  return statementsIn(passagesOf(markdown, "spec.md"));
}

function brief(markdown: string) {
  return statements(markdown).map(({ level, text }) => `${level} ${text}`);
}

function fingerprints(markdown: string) {
  return statements(markdown).map(({ reference }) => reference.replace(/^.*@/, ""));
}

test("a statement has its level, heading path, anchor and lines", () => {
  const [statement] = statements("# API\n\n## Pull `it`\n\nFirst.\nA registry MUST\nanswer.\n");
  expect(statement).toMatchObject({
    level: "MUST",
    headings: ["API", "Pull it"],
    anchor: "#pull-it",
    line: 6,
    endLine: 7,
    text: "A registry MUST answer.",
  });
});

test("headings of the same name have anchors of their own", () => {
  expect(statements("# A\n\n# A\n\nIt MAY.\n")[0]?.anchor).toBe("#a-1");
});

test.each([
  ["It MUST NOT do so, and SHOULD stop.", "MUST_NOT"],
  ["It SHALL\nNOT.", "MUST_NOT"],
  ["This REQUIRED member MAY be empty.", "MUST"],
  ["That is NOT RECOMMENDED.", "SHOULD_NOT"],
  ["This is RECOMMENDED, or OPTIONAL.", "SHOULD"],
  ["It **MAY**.", "MAY"],
])("the level of %j is %s", (text, level) => {
  expect(statements(text).map((each) => each.level)).toEqual([level]);
});

test("lower case, code and the sentence on key words are no statements", () => {
  const text = 'The key words "MUST" and "MAY" are these.\nIt must say `MUST`.\n\n```\nMUST\n```\n\n    It MUST.\n';
  expect(brief(text)).toEqual([]);
});

describe("sentences", () => {
  test.each([
    ["It MUST. It MAY.", 2],
    ["It MUST, e.g. Always, i.e. `now`, as S. Bradner says.", 1],
    ["`a.b` MUST. `c` MAY!", 2],
    ["It MUST match `[a-z]. [A-Z]`.", 1],
    ['It MUST "end here." (It MAY.)', 2],
  ])("%j has %i", (text, count) => {
    expect(statements(text)).toHaveLength(count);
  });

  test("each has its own line, however they are wrapped", () => {
    expect(statements("One MUST. Two\nMUST be here. Three MUST\nbe.\n").map(({ line }) => line)).toEqual([1, 1, 2]);
  });
});

describe("a list", () => {
  const list = "The client MUST:\n\n1. Pull it.\n   Or not.\n1. Push it, and it MAY wait.\n\nThen rest.\n";

  test("inherits the level of the sentence before it, item by item", () => {
    expect(brief(list)).toEqual(["MUST The client MUST:", "MUST Pull it.", "MAY Push it, and it MAY wait."]);
    expect(statements(list).map(({ inherited }) => inherited)).toEqual([false, true, false]);
  });

  test("stands under the sentence before it", () => {
    expect(statements(list).at(-1)?.under).toEqual(["The client MUST:"]);
  });

  test("inherits nothing from a sentence that introduces nothing", () => {
    expect(brief("It MUST.\n\n- one\n- two\n")).toEqual(["MUST It MUST."]);
  });

  test("gives what an item says further its name", () => {
    expect(statements("- **`size`** *int64*\n\n  It MUST be positive.\n")[0]?.under).toEqual(["size int64"]);
  });

  test("of lists: each level has its introduction", () => {
    const nested = "It MUST be one of:\n\n- a kind that MAY be:\n  - red\n  - blue\n- none\n";
    expect(brief(nested)).toEqual([
      "MUST It MUST be one of:",
      "MAY a kind that MAY be:",
      "MAY red",
      "MAY blue",
      "MUST none",
    ]);
  });
});

test("each row of a table is a passage, and a statement where it has a key word", () => {
  const table = "| Name | Rule |\n| --- | --- |\n| `a` | It MUST. It SHOULD. |\n| `b` | |\n";
  expect(statements(table)).toMatchObject([{ kind: "row", line: 3, text: "a It MUST. It SHOULD." }]);
  expect(passagesOf(table, "spec.md").map(({ text }) => text)).toContain("b");
});

test("a block quote is a note", () => {
  expect(statements("> **Note**: It MAY.\n")).toMatchObject([{ note: true, text: "Note: It MAY." }]);
});

test("a sentence knows the code that it introduces", () => {
  expect(statements("It MUST match:\n\n`[a-z]+`\n")[0]?.shows).toBe("[a-z]+");
  expect(statements("It MUST have this header:\n\n```http\nLocation: <url>\n```\n")[0]?.shows).toBe("Location: <url>");
});

describe("a fingerprint survives", () => {
  const plain = "The `Range` header MUST be as RFC 9110 says.\nIt isn't optional, but it MAY be empty.\n";

  test.each([
    ["wrapping", "The `Range` header MUST\nbe as RFC 9110 says. It isn't optional,\nbut it MAY be empty.\n"],
    [
      "links",
      "The [`Range`](#r) header MUST be as [RFC 9110][x] says.\nIt isn't optional, but it MAY be empty.\n\n[x]: #y\n",
    ],
    [
      "links to nowhere",
      "The `Range` header MUST be as [RFC 9110][x] says.\nIt isn't optional, but it MAY be empty.\n",
    ],
    ["type", "The *`Range`* header **MUST** be as RFC 9110 says. It isn’t _optional_, but it MAY be empty.\n"],
    ["the mark of a list", "* The Range header MUST be as RFC 9110 says.\n  It isn't optional, but it MAY be empty.\n"],
  ])("another %s", (_, text) => {
    expect(fingerprints(text)).toEqual(fingerprints(plain));
  });
});
