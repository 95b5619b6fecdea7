import type { CommandModule } from "yargs";
import { baselineOf, withBaseline } from "../engine/baseline.ts";
import { settingsText, shownSettings } from "../engine/compat/show.ts";
import { type Conduct, conductRun } from "../engine/conduct.ts";
import { configurationOf } from "../engine/configuration.ts";
import { exitCodeOf } from "../engine/exit.ts";
import { forecast } from "../engine/forecast/forecast.ts";
import { forecastText } from "../engine/forecast/text.ts";
import { Journal, listening } from "../engine/journal/journal.ts";
import { defaultFormats, formatsOf, prepareFolder } from "../engine/output.ts";
import { pushSeed } from "../engine/seed.ts";
import { printedJson } from "../reporters/json-text.ts";
import { conclusion } from "./conclusion.ts";
import { interruptible } from "./interrupt.ts";
import { type RunArguments, runOptions } from "./options.ts";
import { progress } from "./progress.ts";
import { publish } from "./publish.ts";
import { settingsFrom } from "./settings.ts";

/** Where the reports go when nobody says. */
const folder = "oci-conformance-report";

export const runCommand: CommandModule<object, RunArguments> = {
  command: "run [registry]",
  describe: "Test a registry (default: the embedded reference registry)",
  builder: runOptions,
  handler: async ({ fault: faults, json, printConfig, plan, ...given }) => {
    const settings = settingsFrom({ ...given, json });
    const { quiet = false, verbose = false, strict = false, out = folder, ...wishes } = settings.wishes;
    const configuration = configurationOf(wishes, settings.environment);
    const formats = formatsOf(wishes.reporter ?? defaultFormats);
    if (printConfig) {
      process.stdout.write(json ? printedJson(shownSettings(settings)) : settingsText(settings));
      return;
    }
    if (plan) {
      const expected = await forecast(configuration);
      const target = configuration.baseUrl ?? "the embedded one";
      process.stdout.write(json ? printedJson(expected) : forecastText(expected, target));
      return;
    }
    if (wishes.seedOnly) {
      const { url, repository, tag, digest } = await pushSeed(configuration, wishes.tag);
      process.stdout.write(`pushed ${url}/v2/${repository}/manifests/${tag} (${digest}): --use-seed reads it\n`);
      return;
    }
    const baseline = baselineOf({ ...wishes, strict });
    const writes = out !== "none";
    if (writes) prepareFolder(out);
    const journal = writes ? new Journal(out) : undefined;
    const kept: Conduct = journal ? listening(journal) : {};
    const shown = progress({ quiet: quiet || json, verbose, severalSpecs: configuration.specs.length > 1 });
    const found = await interruptible((signal) =>
      conductRun(configuration, {
        ...kept,
        faults,
        signal,
        onStart: shown.start,
        onResult: (result, spec) => {
          kept.onResult?.(result, spec);
          shown.result(result, spec);
        },
      }),
    ).finally(shown.end);
    journal?.end(found);
    const report = withBaseline(found, baseline, { ...wishes, strict });
    const { written, done } = publish(report, writes ? out : undefined, formats);
    const text = json ? printedJson(report) : conclusion(report, written, { quiet, verbose });
    process.stdout.write(text);
    process.exitCode = exitCodeOf(report, { strict });
    done();
  },
};
