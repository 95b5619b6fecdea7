// Compares the official JSON Schemas of image-spec with ours over the corpus of documents, and lists where they differ.
//   node scripts/compare-schemas.mjs <checkout> [<ref>] [--write]
// --write puts the table of that ref into docs/official-schemas.md.
import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import Ajv from "ajv-draft-04";
import addFormats from "ajv-formats";
import { filesAt, textsOf } from "../dist/gate/git.js";
import { documentCases } from "../dist/image/corpus/documents.js";
import { violations } from "../dist/schemas/index.js";

const [checkout, ref = "HEAD"] = process.argv.slice(2).filter((each) => !each.startsWith("--"));
if (checkout === undefined) throw new Error("name a clone of image-spec");
const roots = {
  descriptor: "content-descriptor.json",
  manifest: "image-manifest-schema.json",
  index: "image-index-schema.json",
  config: "config-schema.json",
  layout: "image-layout-schema.json",
};

const official = validators(checkout, ref);
const rows = documentCases.filter(({ kind }) => kind in roots).flatMap(compared);
const same = rows.filter(({ theirs, ours }) => theirs === ours).length;
const looser = rows.filter(({ theirs, ours }) => theirs && !ours);
const stricter = rows.filter(({ theirs, ours }) => !theirs && ours);
const report = [
  `Of ${rows.length} documents, the schemas of image-spec at ${ref} and ours agree on ${same}.`,
  ...section(`Ours refuse, theirs accept: ${looser.length}`, looser),
  ...section(`Theirs refuse, ours accept: ${stricter.length}`, stricter),
].join("\n");
console.log(report);
if (process.argv.includes("--write")) write();

function compared({ requirement, title, kind, bytes, legal }) {
  let value;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return [];
  }
  return [
    { requirement, title, kind, legal, theirs: official[kind](value), ours: violations(kind, value).length === 0 },
  ];
}

/** The official schemas, compiled. They name each other by file name, beside ids that lie elsewhere. */
function validators(repository, commit) {
  const files = filesAt(repository, commit).filter(({ path }) => /^schema\/[^/]+\.json$/.test(path));
  const texts = textsOf(
    repository,
    files.map(({ blob }) => blob),
  );
  const ajv = new Ajv({ strict: false, logger: false, allErrors: false });
  addFormats(ajv);
  files.forEach(({ path }, index) => {
    ajv.addSchema({ ...withoutIds(JSON.parse(texts[index])), id: `https://example.org/${basename(path)}` });
  });
  return Object.fromEntries(
    Object.entries(roots).map(([kind, file]) => [kind, ajv.getSchema(`https://example.org/${file}`)]),
  );
}

function withoutIds(value) {
  if (Array.isArray(value)) return value.map(withoutIds);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([key, member]) => !(key === "id" && typeof member === "string"));
  return Object.fromEntries(entries.map(([key, member]) => [key, withoutIds(member)]));
}

function section(title, rows) {
  if (rows.length === 0) return ["", `### ${title}`];
  return [
    "",
    `### ${title}`,
    "",
    "| document | what is so in it | legal | requirement |",
    "| --- | --- | --- | --- |",
    ...rows.map(
      ({ kind, title, legal, requirement }) =>
        `| ${kind} | ${title.replaceAll("|", "\\|")} | ${legal ? "yes" : "no"} | ${requirement} |`,
    ),
  ];
}

function write() {
  const path = join(fileURLToPath(new URL("../docs", import.meta.url)), "official-schemas.md");
  const [start, end] = [`<!-- schemas ${ref} -->`, `<!-- /schemas ${ref} -->`];
  const text = readFileSync(path, "utf8");
  const from = text.indexOf(start);
  if (from < 0) throw new Error(`docs/official-schemas.md has no ${start}`);
  writeFileSync(path, `${text.slice(0, from + start.length)}\n${report}\n${text.slice(text.indexOf(end))}`);
}
