import type { Level, SpecVersion } from "../specs/model.ts";
import type { SpecName } from "../specs/spec-names.ts";
import type { Passage } from "../specs/statement.ts";

/**
 * Catalogue entries for statements that nothing answers for, in the YAML of `specs/<spec>/`: one each, with what the text
 * tells. What only a reader can say is left as TODO, and does not compile.
 */
export function draftEntries(spec: SpecName, version: SpecVersion, passages: readonly Passage[]): string {
  return passages.map((passage) => (spec === "image" ? imageEntry : registryEntry)(passage, version)).join("\n");
}

function registryEntry(passage: Passage, version: SpecVersion): string {
  const { file, anchor } = passage;
  return lines([
    ...opening(passage),
    "  category: TODO",
    ...common(passage, version),
    `  section: ${quoted(file === "spec.md" ? anchor : `${file}${anchor}`)}`,
    ...statements(passage, version),
  ]);
}

function imageEntry(passage: Passage, version: SpecVersion): string {
  return lines([
    ...opening(passage),
    ...common(passage, version),
    "  binds: TODO",
    `  report: ${reports[passage.level ?? "MAY"]}`,
    ...statements(passage, version),
  ]);
}

const reports: Record<Level, string> = {
  MUST: "error",
  MUST_NOT: "error",
  SHOULD: "warning",
  SHOULD_NOT: "warning",
  MAY: "info",
};

function opening({ file, line, headings }: Passage): string[] {
  return [`# ${file}:${line}, ${headings.join(" › ").replace(/\s+/g, " ")}`, "- id: TODO"];
}

function common({ level, inherited }: Passage, version: SpecVersion): string[] {
  return [
    "  title: TODO in your own words",
    `  levels: { ${key(version)}: ${level ?? "TODO"} }`,
    `  basis: ${inherited ? "derived" : "keyword"}`,
  ];
}

function statements({ reference }: Passage, version: SpecVersion): string[] {
  return ["  statements:", `    ${key(version)}: [${quoted(reference)}]`];
}

function key(version: SpecVersion): string {
  return version === "edge" ? version : quoted(version);
}

/** In double quotes where YAML could take it for something else. */
function quoted(text: string): string {
  return /^[a-z_][\w./#@-]*$/i.test(text) ? text : JSON.stringify(text);
}

function lines(entry: string[]): string {
  return `${entry.join("\n")}\n`;
}
