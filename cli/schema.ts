import type { CommandModule } from "yargs";
import { UsageError } from "../engine/errors.ts";
import { isSchemaName, schemaNames, schemaText } from "../schemas/documents.ts";

interface SchemaArguments {
  name?: string | undefined;
}

export const schemaCommand: CommandModule<object, SchemaArguments> = {
  command: "schema [name]",
  describe: "Print the JSON Schema of a document, or list the schemas there are",
  builder: (yargs) => yargs.positional("name", { type: "string", describe: "Such as manifest" }) as never,
  handler: ({ name }) => {
    if (name === undefined) {
      process.stdout.write(`${schemaNames.join("\n")}\n`);
      return;
    }
    if (!isSchemaName(name)) throw new UsageError(`no schema is called "${name}"; there are ${schemaNames.join(", ")}`);
    process.stdout.write(schemaText(name));
  },
};
