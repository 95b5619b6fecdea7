import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { describe, expect, test } from "vitest";
import { journalsIn } from "../../engine/journal/folder.ts";
import { leftovers, readJournal } from "../../engine/journal/read.ts";
import { startRegistry } from "../../registry/server.ts";
import type { Report } from "../../schemas/report.ts";
import { startBehind } from "../access/registry.ts";
import { inNewFolder } from "../cli/new-folder.ts";
import { numberFrom, randomFrom } from "./random.ts";
import { falseVerdicts, verdictsOf } from "./verdicts.ts";

const program = join(import.meta.dirname, "../../dist/cli/bin.js");
const kills = numberFrom("KILLS", 5);
const seed = numberFrom("SEED", 1);

const registries = {
  "the reference registry": async () => {
    const registry = await startRegistry();
    return { ...registry, stop: registry.close };
  },
  "docker-registry": () => startBehind(),
};
const isThere = (name: string) => name !== "docker-registry" || spawnSync("which", ["docker-registry"]).status === 0;

/** How a command ended, and the verdicts that it had told until then, by requirement. */
interface Ended {
  killed: boolean;
  code: number | null;
  told: Map<string, string>;
  stdout: string;
  ms: number;
}

/** When a run is killed: so long after it has begun to test, or when it has told so many verdicts. */
type Moment = { ms: number } | { verdicts: number };

/** Runs a command, and kills it at that moment. */
function command(args: string[], moment: Moment = { ms: Number.POSITIVE_INFINITY }): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], { stdio: ["ignore", "pipe", "pipe"] });
    const told = new Map<string, string>();
    let stdout = "";
    let began = 0;
    let timer: NodeJS.Timeout | undefined;
    child.stdout.on("data", (text) => {
      stdout += text;
    });
    createInterface({ input: child.stderr }).on("line", (line) => {
      if (line.startsWith("Testing ")) {
        began = performance.now();
        if ("ms" in moment && Number.isFinite(moment.ms)) timer = setTimeout(() => child.kill("SIGKILL"), moment.ms);
      }
      const [, verdict = "", requirement = ""] = /^([a-z]+) +([a-z0-9.-]+)$/.exec(line) ?? [];
      if (requirement) told.set(requirement, verdict);
      if ("verdicts" in moment && told.size >= moment.verdicts) child.kill("SIGKILL");
    });
    child.on("error", reject);
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      resolve({ killed: signal === "SIGKILL", code, told, stdout, ms: performance.now() - began });
    });
  });
}

const reportIn = (folder: string): Report => JSON.parse(readFileSync(join(folder, "report.json"), "utf8"));

describe.each(Object.entries(registries))("%s", (name, start) => {
  test.skipIf(!isThere(name))(`${kills} runs killed at random moments`, async () => {
    const registry = await start();
    const random = randomFrom(seed);
    const steady = await inNewFolder(async (folder) => {
      const { ms, told } = await command(["run", registry.url, "--verbose", "--out", folder]);
      return { verdicts: verdictsOf(reportIn(folder)), ms, told: told.size };
    });
    const before = new Set(registry.holds());
    const counts = { killed: 0, verdicts: 0, unknownUploads: 0 };
    try {
      for (let at = 1; at <= kills; at++)
        await inNewFolder(async (folder) => {
          // Most verdicts fall within a short time at the end, which few moments would meet.
          const moment = at % 2 === 0 ? { verdicts: 1 + random() * steady.told } : { ms: random() * steady.ms };
          const which = `run ${at}, killed at ${JSON.stringify(moment)}`;
          const run = await command(["run", registry.url, "--verbose", "--out", folder], moment);
          if (run.killed) counts.killed++;
          counts.verdicts += run.told.size;

          // The journal gives back every verdict, and what follows from it is true.
          const again = join(folder, "again");
          const rendered = await command(["report", join(folder, "journal.ndjson"), "--out", again]);
          const report = reportIn(again);
          if (run.killed && readJournal(join(folder, "journal.ndjson")).ended === undefined) {
            expect(rendered.code, which).toBe(130);
            expect(report.interrupted, which).toBe(true);
            expect(report.summary.conformant && report.results.some(({ verdict }) => verdict === "error")).toBe(false);
          }
          const given = new Map(report.results.map(({ requirement, verdict }) => [requirement as string, verdict]));
          for (const [requirement, verdict] of run.told) expect(given.get(requirement), which).toBe(verdict);
          expect(falseVerdicts(steady.verdicts, verdictsOf(report)), which).toEqual([]);
          expect((await command(["verify", join(again, "report.json")])).stdout, which).toContain("all as stated");

          // A second run in the same folder is what it would have been, and loses nothing of the first.
          await command(["run", registry.url, "--quiet", "--out", folder]);
          expect(verdictsOf(reportIn(folder)), which).toEqual(steady.verdicts);

          // What is then there was there before, or is a session that nobody can name or cancel.
          await command(["clean", "--out", folder]);
          const named = journalsIn(folder).flatMap((file) => leftovers(readJournal(file)));
          const left = registry.holds().filter((each) => !before.has(each));
          expect(
            left.filter((each) => !each.startsWith("upload ")),
            which,
          ).toEqual([]);
          const unknown = left.filter((each) => {
            const id = each.split(" ").at(-1) as string;
            return !named.some(({ kind, reference }) => kind === "upload" && reference.includes(id));
          });
          counts.unknownUploads += unknown.length;
          for (const each of left) before.add(each);
        });
    } finally {
      await registry.stop();
    }
    console.log(`${name}: ${JSON.stringify(counts)}`);
    expect(counts.killed).toBeGreaterThan(kills / 2);
  });
});
