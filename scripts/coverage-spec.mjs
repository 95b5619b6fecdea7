// Says what each section of each spec version is covered by, and fails when a statement, test or fault is missing.
//   npm run coverage:spec [-- --list] [-- --write]
// --list adds what no black-box test can see; --write brings the totals in the README up to date, which are checked otherwise.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { coverageOf } from "../dist/engine/coverage.js";
import { passagesIn } from "../dist/gate/documents.js";
import { statementsIn } from "../dist/gate/passages.js";
import { textsOf } from "../dist/gate/self.js";
import { revisionsOf } from "../dist/specs/spec-names.js";
import { specVersions } from "../dist/specs/versions.js";

const texts = fileURLToPath(new URL("../../shared/specs/", import.meta.url));
const readme = fileURLToPath(new URL("../README.md", import.meta.url));
const columns = ["statements", "requirements", "testable", "tests", "faults"];

const all = specVersions.map((spec) => coverageOf(spec, statementsOf(spec)));
if (!existsSync(texts))
  console.log("The texts of the specs are not at hand: statements are those that requirements stand on.\n");
for (const { spec, sections, total, untestable } of all) {
  console.log(row(`Distribution spec ${spec}`, ...columns));
  for (const [section, counts] of sections) console.log(row(section, ...columns.map((name) => counts[name])));
  console.log(`${row("total", ...columns.map((name) => total[name]))}\n`);
  if (process.argv.includes("--list"))
    for (const { requirement, reason } of untestable) console.log(`not testable: ${requirement}: ${reason}`);
}

const gaps = all.flatMap(({ spec, gaps }) => gaps.map((gap) => `${spec}: ${gap}`));
if (!totalsAreCurrent()) gaps.push("the totals in the README are not current: npm run coverage:spec -- --write");
for (const gap of gaps) console.log(`MISSING  ${gap}`);
console.log(gaps.length === 0 ? "Nothing is missing." : `${gaps.length} missing`);
process.exitCode = gaps.length === 0 ? 0 : 1;

function statementsOf(spec) {
  if (!existsSync(texts)) return undefined;
  const [text] = textsOf(texts)(revisionsOf(spec));
  return statementsIn(passagesIn(text));
}

function row(first, ...others) {
  return first.padEnd(58) + others.map((value) => `${value}`.padStart(13)).join("");
}

/** Compares the block in the README with the totals, or writes it. Statements are known only from the texts. */
function totalsAreCurrent() {
  const [start, end] = ["<!-- coverage:spec -->", "<!-- /coverage:spec -->"];
  const text = readFileSync(readme, "utf8");
  const from = text.indexOf(start) + start.length;
  const to = text.indexOf(end);
  if (!existsSync(texts)) return true;
  const table = [
    "| distribution spec | statements | requirements | of these testable | tests | faults that break them |",
    "| --- | --- | --- | --- | --- | --- |",
    ...all.map(({ spec, total }) => `| ${[spec, ...columns.map((name) => total[name])].join(" | ")} |`),
  ].join("\n");
  if (!process.argv.includes("--write")) return text.slice(from, to).trim() === table;
  writeFileSync(readme, `${text.slice(0, from)}\n${table}\n${text.slice(to)}`);
  return true;
}
