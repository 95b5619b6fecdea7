// Runs the gate over the history of both specs and lists, merge by merge since v1.0.0, how many statements changed and how.
//   node scripts/spec-history.mjs <clone of distribution-spec> <clone of image-spec> [--write]
// --write puts the tables into docs/spec-history.md; the marks of what was checked by hand stay with their commits.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { compare } from "../dist/gate/compare.js";
import { isDocument } from "../dist/gate/documents.js";
import { filesAt, git, textsOf } from "../dist/gate/git.js";
import { passagesOf } from "../dist/gate/passages.js";

const kinds = ["added", "removed", "reworded", "moved", "level"];
const [distribution, image] = process.argv.slice(2).filter((each) => !each.startsWith("--"));
if (image === undefined) throw new Error("name a clone of distribution-spec and one of image-spec");
const path = fileURLToPath(new URL("../docs/spec-history.md", import.meta.url));
const page = readFileSync(path, "utf8");
const byHand = new Set([...page.matchAll(/^\| ([0-9a-f]{7}) .*\| yes \|$/gm)].map(([, commit]) => commit));
const passages = new Map();

let text = page;
for (const [name, repository] of [
  ["distribution-spec", distribution],
  ["image-spec", image],
])
  text = replaced(text, name, tableOf(name, repository));
if (process.argv.includes("--write")) writeFileSync(path, text);
else console.log(text);

function tableOf(name, repository) {
  const merges = mergesOf(repository);
  const changing = merges.filter(({ changes }) => changes.length > 0);
  const total = changing.flatMap(({ changes }) => changes);
  return [
    `${merges.length} merges changed a document; ${changing.length} of them changed ${total.length} statements, ${merges.length - changing.length} changed none.`,
    "",
    `| commit | date | pull request | ${kinds.join(" | ")} | by hand |`,
    `| --- | --- | --- | ${kinds.map(() => "---:").join(" | ")} | --- |`,
    ...merges.map((merge) => row(name, merge)),
    `| total | | | ${kinds.map((kind) => countOf(total, kind)).join(" | ")} | |`,
  ].join("\n");
}

function row(name, { commit, date, subject, changes }) {
  const number = /#(\d+)/.exec(subject)?.[1];
  const request = number ? `[#${number}](https://github.com/opencontainers/${name}/pull/${number})` : "";
  const counts = kinds.map((kind) => countOf(changes, kind) || "");
  return `| ${commit} | ${date} | ${request} | ${counts.join(" | ")} | ${byHand.has(commit) ? "yes" : ""} |`;
}

function countOf(changes, kind) {
  return changes.filter((change) => change.kind === kind).length;
}

/** The commits of the main line that changed a document, each with what changed against the commit before. */
function mergesOf(repository) {
  const log = git(repository, [
    "log",
    "--first-parent",
    "--reverse",
    "--date=short",
    "--format=%H %ad %s",
    "v1.0.0..HEAD",
  ]);
  return log
    .toString()
    .trim()
    .split("\n")
    .flatMap((line) => {
      const [hash, date, ...subject] = line.split(" ");
      const names = git(repository, ["diff", "--name-only", `${hash}^1`, hash])
        .toString()
        .split("\n");
      if (!names.some(isDocument)) return [];
      const changes = compare(passagesAt(repository, `${hash}^1`), passagesAt(repository, hash));
      return [{ commit: hash.slice(0, 7), date, subject: subject.join(" "), changes }];
    });
}

function passagesAt(repository, ref) {
  const files = filesAt(repository, ref).filter((file) => isDocument(file.path));
  const missing = files.filter((file) => !passages.has(keyOf(file)));
  const texts = textsOf(
    repository,
    missing.map(({ blob }) => blob),
  );
  missing.forEach((file, index) => {
    passages.set(keyOf(file), passagesOf(texts[index], file.path));
  });
  return files.flatMap((file) => passages.get(keyOf(file)));
}

function keyOf({ path: file, blob }) {
  return `${file} ${blob}`;
}

function replaced(document, name, table) {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const from = document.indexOf(start) + start.length;
  return `${document.slice(0, from)}\n${table}\n${document.slice(document.indexOf(end))}`;
}
