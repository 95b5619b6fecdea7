// Tests so many reference registries, twenty at once, each with a fault of its own, in this one process; prints what came of it.
import { conductRun, configurationOf } from "../dist/engine/index.js";
import { faults } from "../dist/registry/faults/index.js";

const targets = Number(process.argv[2]);
// Nobody is late because so many share one process.
const configuration = configurationOf({ timeout: 20 }, {});
// Evenly over the families, and always the same.
const chosen = Array.from({ length: targets }, (_, place) => faults[Math.floor((place * faults.length) / targets)]);
const total = { targets, requests: 0, verdicts: 0 };
const atOnce = 20;
const next = async () => {
  for (let fault = chosen.shift(); fault; fault = chosen.shift()) {
    const { id } = fault;
    const { summary, results } = await conductRun(configuration, { faults: [id] });
    total.requests += summary.requests;
    total.verdicts += results.length;
  }
};
await Promise.all(Array.from({ length: atOnce }, next));
process.stdout.write(JSON.stringify(total));
