import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { folders } from "../reporters/site/address.ts";
import { runsOf } from "../reporters/site/observed.ts";
import type { Run } from "../reporters/site/run.ts";
import { renderSite } from "../reporters/site.ts";
import { readDocument } from "./document-file.ts";
import { UsageError } from "./errors.ts";
import { importResults } from "./import.ts";

/** What came of making a site. */
export interface SiteMade {
  /** Report documents read, and folders of published results imported. */
  read: number;
  /** What looked like one and was none: path and reason in one line each. */
  passedOver: string[];
  files: number;
}

/**
 * Makes a site of every `report.json` and `report.json.gz` below the folders, and of every folder with `PRODUCT.yaml` and
 * results of the official suite that has none.
 * @param base URL that the site will be at, if it is known
 * @throws UsageError when a folder cannot be read, nothing was found, or `out` holds something else
 */
export function makeSite(sources: readonly string[], out: string, base = ""): SiteMade {
  const runs: Run[] = [];
  const passedOver: string[] = [];
  let read = 0;
  for (const { path, document } of sources.flatMap(documentsBelow)) {
    try {
      // Not kept: the exchanges of hundreds of reports would not fit into memory.
      runs.push(...runsOf(document()));
      read++;
    } catch (error) {
      const reason = (error as Error).message.split("\n")[0] ?? "";
      passedOver.push(reason.includes(path) ? reason : `${path}: ${reason}`);
    }
  }
  if (read === 0)
    throw new UsageError(
      [`no report below ${sources.join(", ")}: name folders that hold report.json`, ...passedOver].join("; "),
    );
  prepare(out);
  let files = 0;
  for (const { file, text } of renderSite(runs, base)) {
    mkdirSync(dirname(join(out, file)), { recursive: true });
    writeFileSync(join(out, file), text);
    files++;
  }
  return { read, passedOver, files };
}

interface Found {
  path: string;
  document: () => unknown;
}

function documentsBelow(folder: string): Found[] {
  let entries: ReturnType<typeof entriesOf>;
  try {
    entries = entriesOf(folder);
  } catch (error) {
    throw new UsageError(`${folder} cannot be read as a folder of reports: ${(error as Error).message}`);
  }
  const names = new Set(entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name));
  const own = ["report.json", "report.json.gz"].find((name) => names.has(name));
  const official = names.has("PRODUCT.yaml") && (names.has("results.yaml") || names.has("junit.xml"));
  const here: Found[] = own
    ? [{ path: join(folder, own), document: () => readDocument(join(folder, own)) }]
    : official
      ? [{ path: folder, document: () => importResults(folder) }]
      : [];
  // What a link leads to is not searched: it may lead back.
  const below = entries.filter((entry) => entry.isDirectory() && entry.name !== "node_modules");
  return [...here, ...below.flatMap(({ name }) => documentsBelow(join(folder, name)))];
}

function entriesOf(folder: string) {
  return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Pages of products that are gone must not stay; what is not ours must not go. */
function prepare(out: string): void {
  try {
    mkdirSync(out, { recursive: true });
    const isOurs = ["site.css", "feed.json"].every((name) => existsSync(join(out, name)));
    if (!isOurs && readdirSync(out).length > 0)
      throw new UsageError(`--out ${out} is not empty, and no site that this command made: name another folder`);
    for (const folder of folders) rmSync(join(out, folder), { recursive: true, force: true });
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`--out ${out} cannot be written to: ${(error as Error).message}`);
  }
}
