import type { CommandModule } from "yargs";
import { passagesIn, readSpec } from "../../gate/documents.ts";
import { statementsIn } from "../../gate/passages.ts";
import { printedJson } from "../../reporters/json-text.ts";
import { statementTable } from "../../reporters/spec/list.ts";
import { type TextArguments, textOptions } from "./options.ts";

interface ListArguments extends TextArguments {
  format: "table" | "json";
}

export const specListCommand: CommandModule<object, ListArguments> = {
  command: "list <checkout>",
  describe:
    "List every normative statement with its level, section and lines (* its list's introduction gives the level)",
  builder: (yargs) =>
    textOptions(yargs).option("format", {
      type: "string",
      default: "table",
      choices: ["table", "json"],
      describe: "How to print them",
    }) as never,
  handler: ({ checkout, ref, format }) => {
    const statements = statementsIn(passagesIn(readSpec(checkout, ref)));
    process.stdout.write(format === "json" ? printedJson(statements) : statementTable(statements));
  },
};
