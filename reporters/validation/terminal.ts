import pc from "picocolors";
import type { InputReport, ReportedFinding, ValidationReport } from "../../schemas/validation.ts";
import { oneLine } from "../visible.ts";
import { abbreviated, counted, listed } from "../wording.ts";
import type { ValidationTextOptions } from "./index.ts";
import { placeText } from "./place.ts";

/** How many notes and things left out are named before the rest is only counted. */
const shortList = 10;

const signs = { error: "✗", warning: "!", info: "i" };

/** What a person reads: findings input by input, what was left out, and the conclusion in the last line. */
export function validationText(report: ValidationReport, { color, quiet }: ValidationTextOptions): string {
  const page = new Page(report, color);
  const blocks = report.inputs.map((input) => page.input(input, quiet)).filter((lines) => lines.length > 0);
  const text = [...blocks.map((lines) => lines.join("\n")), page.conclusion()].join("\n\n");
  return `${text}\n`;
}

class Page {
  readonly #report: ValidationReport;
  readonly #colors: ReturnType<typeof pc.createColors>;

  constructor(report: ValidationReport, color: boolean) {
    this.#report = report;
    this.#colors = pc.createColors(color);
  }

  input(input: InputReport, quiet: boolean): string[] {
    const { bold, dim, red } = this.#colors;
    const name = bold(oneLine(input.input, 200));
    if (input.problem) return [name, `  ${red("✗")} ${oneLine(input.problem.message, 400)}`];
    const grave = input.findings.filter(({ severity }) => severity !== "info");
    const notes = input.findings.filter(({ severity }) => severity === "info");
    if (quiet) return grave.length === 0 ? [] : [name, ...grave.flatMap((finding) => this.#finding(finding))];
    return [
      `${name}  ${dim(`${input.kind}, ${this.#tally(input)}`)}`,
      ...this.#list(
        input.found.map(({ path, what }) => `  ${dim("·")} ${oneLine(what, 100)}  ${dim(oneLine(path, 200))}`),
      ),
      ...grave.flatMap((finding) => ["", ...this.#finding(finding)]),
      ...section(bold("Notes"), this.#list(notes.map((finding) => this.#note(finding)))),
      ...section(
        bold("Not looked at"),
        this.#list(
          input.notLookedAt.map(
            ({ path, reason, size }) =>
              `  ${dim("–")} ${oneLine(path, 200)}${size === undefined ? "" : ` (${bytesText(size)})`}: ${oneLine(reason, 300)}`,
          ),
        ),
      ),
    ];
  }

  conclusion(): string {
    const { bold, red, green, yellow } = this.#colors;
    const { summary, inputs, interrupted } = this.#report;
    const { error, warning, info, notLookedAt, unusable } = summary;
    const sum = [
      ...(unusable > 0 ? [red(`${counted(unusable, "input")} of ${inputs.length} could not be read`)] : []),
      ...(error > 0 ? [red(counted(error, "error"))] : []),
      ...(warning > 0 ? [yellow(counted(warning, "warning"))] : []),
    ];
    const rest = [
      ...(info > 0 ? [counted(info, "note")] : []),
      ...(notLookedAt > 0 ? [`${notLookedAt} not looked at`] : []),
    ];
    const good = error === 0 && unusable === 0 && !interrupted;
    const words = interrupted
      ? "Interrupted."
      : good
        ? "Nothing wrong was found in what was looked at."
        : error > 0
          ? "Not valid."
          : "Not everything could be validated.";
    const line = listed([...sum, ...rest]);
    return `${good ? green("✓") : red("✗")} ${bold(good ? green(words) : red(words))}${line ? ` ${line}.` : ""}`;
  }

  #finding({ requirement, severity, place, message, expected, found, advice }: ReportedFinding): string[] {
    const { bold, dim } = this.#colors;
    const toned = severity === "error" ? this.#colors.red : this.#colors.yellow;
    const level = this.#report.requirements[requirement]?.level?.replace("_", " ") ?? "beyond the spec";
    return [
      `  ${toned(signs[severity])} ${bold(requirement)}  ${toned(level)}`,
      `    ${oneLine(message, 300)}`,
      ...[
        ["where", placeText(place)],
        ["expected", expected],
        ["found", found],
        ["do", advice],
      ].map(([label = "", text = ""]) => `    ${dim(label.padEnd(8))}  ${oneLine(text, 400)}`),
    ];
  }

  #note({ requirement, place, message, found }: ReportedFinding): string {
    const { dim } = this.#colors;
    const where = oneLine(abbreviated(placeText(place)), 200);
    return `  ${dim(signs.info)} ${requirement}  ${dim(`${where}: ${oneLine(message, 200)} (${oneLine(abbreviated(found), 100)})`)}`;
  }

  #list(lines: string[]): string[] {
    const more = lines.length - shortList;
    return more > 1
      ? [...lines.slice(0, shortList), this.#colors.dim(`  and ${more} more (--format json has all)`)]
      : lines;
  }

  #tally({ tally: { documents, layers, entries, blobs, bytes } }: InputReport): string {
    return [
      counted(documents, "document"),
      ...(blobs + layers > 0
        ? [counted(layers, "layer"), counted(entries, "entry").replace(/entrys$/, "entries")]
        : []),
      bytesText(bytes),
    ].join(", ");
  }
}

function section(title: string, lines: string[]): string[] {
  return lines.length === 0 ? [] : ["", title, ...lines];
}

/** "512 B", "1.5 MiB" */
export function bytesText(bytes: number): string {
  const units = ["B", "KiB", "MiB", "GiB", "TiB"];
  const power = bytes < 1024 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1024 ** power;
  return `${power === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[power]}`;
}
