import type { ValidationReport } from "../../schemas/validation.ts";
import { visible } from "../visible.ts";
import { placeText } from "./place.ts";

const commands = { error: "error", warning: "warning", info: "notice" };

/** Workflow commands of GitHub Actions: a line for each finding, which becomes an annotation. */
export function githubAnnotations({ inputs }: ValidationReport): string {
  const lines = inputs.flatMap(({ input, findings, problem }) => [
    ...(problem ? [command("error", { file: input, title: "cannot be validated" }, problem.message)] : []),
    ...findings.map(({ requirement, severity, place, message, expected, found, advice }) =>
      command(
        commands[severity],
        { file: input, title: requirement },
        `${placeText(place)}: ${message}\nexpected: ${expected}\nfound: ${found}\n${advice}`,
      ),
    ),
  ]);
  return lines.map((line) => `${line}\n`).join("");
}

function command(name: string, properties: Record<string, string>, message: string): string {
  const listed = Object.entries(properties).map(([key, value]) => `${key}=${propertyText(value)}`);
  return `::${name} ${listed.join(",")}::${dataText(message)}`;
}

function dataText(text: string): string {
  return visible(text).replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function propertyText(text: string): string {
  return dataText(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
