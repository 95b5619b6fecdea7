import { existsSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import yargs from "yargs";
import { missing } from "../tests/fleet/official/suite.ts";
import { fleet } from "./fleet.ts";
import { large } from "./large.ts";
import { machine } from "./machine.ts";
import { measured } from "./measured.ts";
import { pageOf } from "./page.ts";
import { bin, reference } from "./registries.ts";
import { rendering } from "./rendering.ts";
import type { Results } from "./results.ts";
import { starting } from "./starting.ts";
import { suites } from "./suites.ts";
import { validate } from "./validate.ts";

const parts = ["suites", "start", "validate", "large", "reports", "fleet", "selftest"] as const;
type Part = (typeof parts)[number];

const GiB = 2 ** 30;

/**
 * Measures what it is told to. A full run of all parts writes its page and its numbers; any other one prints its page.
 * @returns the exit code
 * @throws Error when something that it needs is missing; a part that breaks down is left out, and the code is 3
 */
export async function main(given: readonly string[]): Promise<number> {
  const options = await yargs([...given])
    .option("quick", { type: "boolean", default: false, describe: "The main figures in a minute" })
    .option("only", { type: "string", describe: `Some parts, with commas between: ${parts.join(", ")}` })
    .option("write", { type: "boolean", default: false, describe: "Write the page though --only leaves parts out" })
    .strict()
    .parseAsync();
  const chosen = partsIn(options.only) ?? (options.quick ? parts.filter((part) => !slow.includes(part)) : parts);
  if (!existsSync(bin)) throw new Error("dist/ is missing: npm run build");
  if (missing && chosen.some((part) => part === "suites" || part === "start")) throw new Error(missing);

  const results = await measure(options.quick ? "quick" : "full", chosen);
  const page = pageOf(results);
  if (options.quick || (options.only !== undefined && !options.write)) process.stdout.write(page);
  else {
    writeFileSync(fileURLToPath(new URL("../docs/performance.md", import.meta.url)), page);
    writeFileSync(fileURLToPath(new URL("results.json", import.meta.url)), `${JSON.stringify(results, null, 2)}\n`);
  }
  return Number(process.exitCode ?? 0);
}

/** Not part of a quick run. */
const slow: readonly Part[] = ["large", "selftest"];

function partsIn(list: string | undefined): Part[] | undefined {
  return list?.split(",").map((name) => {
    const part = parts.find((known) => known === name.trim());
    if (!part) throw new Error(`there is no part "${name}": choose ${parts.join(", ")}, several with commas between`);
    return part;
  });
}

async function measure(mode: Results["mode"], chosen: readonly Part[]): Promise<Results> {
  const started = new Date();
  const full = mode === "full";
  const say = (text: string) => process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${text}\n`);
  const results: Results = { mode, machine: machine(), startedAt: started.toISOString(), minutes: 0 };
  const take: Record<Part, () => Promise<void>> = {
    suites: async () => void Object.assign(results, await suites(mode, say)),
    start: async () => {
      results.start = await starting(full ? 11 : 5);
    },
    validate: async () => {
      results.validate = await validate(full ? GiB : GiB / 8);
    },
    large: async () => {
      results.large = [
        await large("the blobs alone", reference, ["--only", "push.large.*"]),
        await large("a whole run", reference, []),
      ];
    },
    reports: async () => {
      results.reports = rendering(10_000, full ? 5 : 3);
    },
    fleet: async () => {
      results.fleet = await fleet(full ? [1, 10, 100] : [1, 10]);
    },
    selftest: async () => {
      const { exitCode, ...taken } = await measured({ program: process.execPath, arguments: [bin, "selftest"] });
      if (exitCode !== 0) throw new Error(`the self-test ended with ${exitCode}`);
      results.selftest = taken;
    },
  };
  for (const part of chosen) {
    // What the others took minutes to measure is not lost with one of them.
    const broken = await take[part]().then(
      () => undefined,
      (error: Error) => error.message,
    );
    say(broken === undefined ? part : `${part} broke down: ${broken}`);
    if (broken !== undefined) process.exitCode = 3;
  }
  results.minutes = (Date.now() - started.getTime()) / 60_000;
  return results;
}
