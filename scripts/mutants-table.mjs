// Prints what became of the mutants of real registries: `node scripts/mutants-table.mjs FILE…`, from the files that MUTANTS_OUT named.
import { readFileSync } from "node:fs";

const outcomes = process.argv
  .slice(2)
  .flatMap((file) => readFileSync(file, "utf8").trim().split("\n"))
  .map((line) => JSON.parse(line))
  .filter(({ changes }) => changes > 0);

const effects = ["caught", "undecided", "declined", "survived"];

/** Rows of a table, one for each value of the member. */
function rows(member) {
  const values = [...new Set(outcomes.map((outcome) => outcome[member]))].sort();
  return values.map((value) => {
    const own = outcomes.filter((outcome) => outcome[member] === value);
    return `| ${value} | ${own.length} | ${effects.map((effect) => own.filter((each) => each.effect === effect).length).join(" | ")} |`;
  });
}

for (const member of ["registry", "rule"])
  console.log(
    `| ${member} | mutants | ${effects.join(" | ")} |\n| --- |${" --- |".repeat(5)}\n${rows(member).join("\n")}\n`,
  );
