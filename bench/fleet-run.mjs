// Tests so many reference registries at once, each with a fault of its own, in this one process; prints what came of it.
import { conductRun, configurationOf } from "../dist/engine/index.js";
import { faults } from "../dist/registry/faults/index.js";

const targets = Number(process.argv[2]);
const configuration = configurationOf({ timeout: 10 }, {});
// Evenly over the families, and always the same.
const chosen = Array.from({ length: targets }, (_, place) => faults[Math.floor((place * faults.length) / targets)]);
const reports = await Promise.all(chosen.map(({ id }) => conductRun(configuration, { faults: [id] })));
const sum = (numberOf) => reports.reduce((total, report) => total + numberOf(report), 0);
process.stdout.write(
  JSON.stringify({
    targets,
    requests: sum(({ summary }) => summary.requests),
    verdicts: sum(({ results }) => results.length),
  }),
);
