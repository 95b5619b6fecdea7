// Counters the tables of docs/spec-history.md by other means than the gate's: without a parser, by the words around each key
// word. Lists the merges where the two do not agree, to be read by hand.
//   node scripts/spec-history-words.mjs <clone of distribution-spec> <clone of image-spec>
import { readFileSync } from "node:fs";
import { isDocument } from "../dist/gate/documents.js";
import { filesAt, textsOf } from "../dist/gate/git.js";

/** How many words on either side of a key word are compared. */
const reach = 5;
const keyWord = /^(?:MUST|SHALL|SHOULD|MAY|REQUIRED|RECOMMENDED|OPTIONAL)$/;

/** What is markup, or moves with it; code blocks hold no key words. */
const markup = [
  /```[\s\S]*?```/g,
  /^\[[^\]]+\]:.*$/gm,
  /<[^>]+>/g,
  /(?<=\])\([^)]*\)/g,
  /(?<=\])\[[^\]]*\]/g,
  /^\s*(?:[-+]|\d+\.)\s/gm,
  /[*_`"'“”‘’|>.,;:()#\\[\]]/g,
  /(?<=^|\s)[-+](?=\s)/g,
];

const page = readFileSync(new URL("../docs/spec-history.md", import.meta.url), "utf8");
const repositories = process.argv.slice(2);
if (repositories.length !== 2) throw new Error("name a clone of distribution-spec and one of image-spec");

for (const [index, name] of ["distribution-spec", "image-spec"].entries()) {
  const table = page.slice(page.indexOf(`<!-- ${name} -->`), page.indexOf(`<!-- /${name} -->`));
  const tally = { "none, and no word": 0, "some, and words": 0, "none, but words": [], "some, but no word": [] };
  for (const [, commit, counts] of table.matchAll(/^\| ([0-9a-f]{7}) \|[^|]*\|[^|]*\|(.*)\|[^|]*\|$/gm)) {
    const changed = /\d/.test(counts);
    const words = differ(surroundings(repositories[index], `${commit}^1`), surroundings(repositories[index], commit));
    if (changed === words) tally[changed ? "some, and words" : "none, and no word"]++;
    else tally[changed ? "some, but no word" : "none, but words"].push(commit);
  }
  console.log(name, tally);
}

/** How often each key word stands between the same words. */
function surroundings(repository, ref) {
  const blobs = filesAt(repository, ref)
    .filter(({ path }) => isDocument(path))
    .map(({ blob }) => blob);
  const counts = new Map();
  for (const text of textsOf(repository, blobs)) {
    const words = markup
      .reduce((rest, pattern) => rest.replace(pattern, " "), text)
      .split(/\s+/)
      .filter(Boolean);
    for (const [at, word] of words.entries()) {
      if (!keyWord.test(word)) continue;
      const around = words.slice(Math.max(0, at - reach), at + reach + 1).join(" ");
      counts.set(around, (counts.get(around) ?? 0) + 1);
    }
  }
  return counts;
}

function differ(before, after) {
  return before.size !== after.size || [...before].some(([around, count]) => after.get(around) !== count);
}
