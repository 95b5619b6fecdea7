import { marked } from "marked";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkSpec, isOpen } from "../../gate/check.ts";
import { coverOf } from "../../gate/citations.ts";
import { passagesIn, readSpec } from "../../gate/documents.ts";
import { catalogue } from "../../specs/catalogue.ts";
import { commandLine } from "../cli/command-line.ts";
import { sarifProblems } from "../reporters/sarif-schema.ts";
import { SpecRepository } from "./repository.ts";

const repository = new SpecRepository();
const old = "# Push\n\nA registry SHOULD take what it is given.\n";

beforeAll(() => {
  repository.commit({ "spec.md": old, "README.md": "It MUST be read.\n", "extensions/_a.md": "It MAY be there.\n" });
  repository.commit({ "spec.md": old.replace("SHOULD", "MUST") });
  repository.commit({ "spec.md": `${old.replace("SHOULD", "MUST").replace("take ", "take\n")}` });
});

afterAll(() => repository.remove());

function spec(...args: string[]) {
  return commandLine("spec", ...args);
}

test("a text is read from a ref, without the documents of the project", () => {
  const text = readSpec(repository.path, "v0");
  expect(text.spec).toBe("distribution");
  expect([...text.documents.keys()]).toEqual(["extensions/_a.md", "spec.md"]);
  expect(text.documents.get("spec.md")).toBe(old);
});

test("a text is read from a folder as it lies there", () => {
  expect([...readSpec(repository.path).documents.keys()]).toEqual(["extensions/_a.md", "spec.md"]);
});

test("without a base, all that is uncovered and astray is told", () => {
  const check = checkSpec(readSpec(repository.path, "v0"), "edge");
  expect(check.uncovered.map(({ file, line }) => `${file}:${line}`)).toEqual(["extensions/_a.md:1", "spec.md:3"]);
  expect(check.astray.length).toBeGreaterThan(catalogue.length / 2);
  expect(isOpen(check)).toBe(false);
});

test("with a base, only the change is judged", () => {
  const base = { ref: "v0", text: readSpec(repository.path, "v0") };
  const check = checkSpec(readSpec(repository.path, "v1"), "edge", base);
  expect(check.changes).toMatchObject([{ kind: "level", uncovered: true, requirements: [] }]);
  expect(check.uncovered).toHaveLength(1);
});

test("a statement that was reworded, moved or given another level keeps what stood on it", () => {
  const passage = passagesIn(readSpec(repository.path, "v0")).find(({ level }) => level === "SHOULD");
  const citations = { requirements: new Map([[passage?.reference ?? "", ["push.it"]]]), reasons: new Map() };
  expect(coverOf(citations, ["spec.md#push@00000000", passage?.reference])).toEqual({
    requirements: ["push.it"],
    reason: null,
  });
});

test("a reason may be for all of a file", () => {
  const citations = { requirements: new Map(), reasons: new Map([["old.md", "it is old"]]) };
  expect(coverOf(citations, ["old.md#a@00000000"]).reason).toBe("it is old");
  expect(coverOf(citations, ["new.md#a@00000000"]).reason).toBeNull();
});

test("the command exits 1 when something is uncovered, 0 after a change of wrapping alone", async () => {
  const level = await spec("check", repository.path, "--ref", "v1", "--base", "v0");
  expect(level).toMatchObject({ code: 1, stderr: "" });
  expect(level.stdout).toContain("SHOULD became MUST  spec.md:3 #push");
  expect(level.stdout).toContain("- A registry SHOULD take what it is given.");
  expect(level.stdout).toContain("+ A registry MUST take what it is given.");
  const wrapped = await spec("check", repository.path, "--ref", "v2", "--base", "v1");
  expect(wrapped).toMatchObject({ code: 0, stderr: "" });
  expect(wrapped.stdout).toContain("no statement changed");
});

test.each([
  ["markdown", "| ❌ SHOULD became MUST | spec.md:3 \\#push | A registry SHOULD take what it is given. |"],
  ["github", "::error title=SHOULD became MUST,file=spec.md,line=3,endLine=3::before: A registry SHOULD"],
  ["sarif", '"ruleId": "uncovered"'],
  ["json", '"kind": "level"'],
])("it prints %s", async (format, text) => {
  const { stdout } = await spec("check", repository.path, "--ref", "v1", "--base", "v0", "--format", format);
  expect(stdout).toContain(text);
});

test("its SARIF is valid by the schema, its Markdown a table to a reader of GitHub's", async () => {
  const of = async (format: string) =>
    (await spec("check", repository.path, "--ref", "v1", "--base", "v0", "--format", format)).stdout;
  expect(sarifProblems(JSON.parse(await of("sarif")))).toEqual([]);
  expect(marked.parse(await of("markdown"), { async: false, gfm: true })).toContain("<td>❌ SHOULD became MUST</td>");
});

test("what a pull request writes stays text in the comment", async () => {
  repository.commit({ "spec.md": "# A\n\nIt MUST \\<img src=x> @team \\| `a|b` \\[x](y).\n" });
  const { stdout } = await spec("check", repository.path, "--base", "v2", "--format", "markdown");
  expect(stdout).toContain("It MUST &lt;img src=x&gt; &#64;team \\| a\\|b \\[x\\](y).");
});

test("list prints every statement as a table, and as JSON", async () => {
  const table = await spec("list", repository.path, "--ref", "v0");
  expect(table.stdout).toMatch(/^spec\.md {2}Push\n {2}SHOULD +3 {2}[0-9a-f]{8} {2}A registry SHOULD take/m);
  const json = await spec("list", repository.path, "--ref", "v0", "--format", "json");
  expect(JSON.parse(json.stdout)).toMatchObject([
    { file: "extensions/_a.md" },
    { level: "SHOULD", headings: ["Push"] },
  ]);
});

test.each([
  [["check", "--ref", "nowhere"], /git finds no commit "nowhere"/],
  [["check", "--ref=--all"], /git finds no commit "--all"/],
  [["check", "--self", "--base", "v0"], /--self reads all versions/],
  [["list", "--format", "poem"], /Invalid values/],
])("%j is wrong usage", async ([command = "", ...options], message) => {
  const { code, stderr } = await spec(command, repository.path, ...options);
  expect(code).toBe(2);
  expect(stderr).toMatch(message);
});

test.each([
  ["/nowhere/at/all", /is not there: give a checkout/],
  [import.meta.dirname, /holds neither spec/],
  [import.meta.filename, /is no folder/],
])("%s is no spec", async (path, message) => {
  const { code, stderr } = await spec("check", path);
  expect(code).toBe(2);
  expect(stderr).toMatch(message);
});

test("add drafts entries for what a change leaves uncovered, and says so when there is nothing", async () => {
  const { stdout, stderr, code } = await spec("add", repository.path, "--ref", "v1", "--base", "v0");
  expect(code).toBe(0);
  expect(stdout).toMatch(/^# spec\.md:3, Push\n- id: TODO\n/);
  expect(stderr).toContain("1 drafted; they go into specs/distribution/");
  expect((await spec("add", repository.path, "--ref", "v2", "--base", "v1")).stdout).toBe("");
});

test("coverage says which statement nothing answers for", async () => {
  const { stdout, code } = await spec("coverage", repository.path, "--ref", "v0", "--statements");
  expect(code).toBe(1);
  expect(stdout).toContain("spec.md:3 #push: no requirement and no reason");
});

test("a wrong example ends in exit 1, in every format", async () => {
  repository.commit({ "spec.md": `${old}\n\`\`\`json\n{"name": "a", "tags": [1]}\n\`\`\`\n` });
  for (const format of ["terminal", "markdown", "github", "sarif", "json"]) {
    const { stdout, code } = await spec("check", repository.path, "--base", "HEAD", "--examples", "--format", format);
    expect(code).toBe(1);
    expect(stdout).toMatch(/tag-list/);
  }
});
