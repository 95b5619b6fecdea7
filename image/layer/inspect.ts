import type { SpecVersion } from "../../specs/model.ts";
import type { Said } from "../findings.ts";
import type { Limits } from "../limits.ts";
import type { TarEntry } from "../tar/entry.ts";
import { TarReader } from "../tar/reader.ts";
import { saidOf } from "./archive-problems.ts";
import { attributes, extendedAttributes, fileTypes, sparse } from "./attributes.ts";
import { hardlinks, symlinks } from "./links.ts";
import { pathOf, shown } from "./path.ts";
import { absolute, duplicates, throughSymlink, traversal } from "./paths.ts";
import type { LayerRule } from "./rule.ts";
import { LayerTree } from "./tree.ts";
import { whiteouts } from "./whiteouts.ts";

/** How many entries of a layer are named for one requirement; the rest is counted. */
const named = { error: 20, warning: 10, info: 1 };

/** Bytes of the longest path for each level that a path may have: what lies above an entry is kept, too. */
const bytesALevel = 16;

/** Bytes of paths that are kept at most, for each entry that there may be. */
const bytesAnEntry = 256;

export interface InspectOptions {
  spec: SpecVersion;
  limits: Limits;
  /** It belongs to no image. */
  artifact?: boolean;
}

/** Takes a layer's archive, uncompressed, as it streams by, and judges its entries. */
export class LayerInspector {
  readonly tree = new LayerTree();
  entries = 0;
  readonly #said: Said[] = [];
  readonly #counts = new Map<string, { said: Said; count: number }>();
  readonly #rules: readonly LayerRule[];
  readonly #limits: Limits;
  readonly #reader: TarReader;
  #stopped: string | undefined;
  #pathBytes = 0;

  constructor({ spec, limits, artifact = false }: InspectOptions) {
    this.#limits = limits;
    this.#rules = [
      fileTypes,
      attributes,
      sparse,
      extendedAttributes,
      symlinks,
      hardlinks,
      absolute,
      traversal,
      duplicates,
      throughSymlink,
      whiteouts(spec),
    ];
    this.#reader = new TarReader({
      entry: (entry) => this.#entry(entry),
      problem: (problem) => {
        const said = saidOf(problem);
        this.#say(artifact && problem.kind === "no-tar" ? { ...said, severity: "info" } : said);
      },
    });
  }

  /** Why the rest of the archive was not looked at; undefined when it was. */
  get stopped(): string | undefined {
    return this.#stopped ?? (this.#reader.broken ? "the archive is broken" : undefined);
  }

  write(chunk: Buffer): void {
    if (this.#stopped === undefined) this.#reader.write(chunk);
  }

  end(): void {
    if (this.#stopped === undefined) this.#reader.end();
  }

  /** Everything found, with what was only counted in one finding more for each requirement. */
  get said(): Said[] {
    const rest = [...this.#counts.values()].flatMap(({ said, count }) => {
      const more = count - named[said.severity];
      return more > 0
        ? [{ ...said, entry: undefined, message: `${said.message}: ${more} more entries`, found: "the like" }]
        : [];
    });
    return [...this.#said, ...rest];
  }

  #entry(entry: TarEntry): void {
    // What is left of the piece in which the limit was reached.
    if (this.#stopped !== undefined) return;
    this.entries++;
    if (this.entries > this.#limits.entries) {
      this.#stop("more entries than the limit", `at most ${this.#limits.entries} entries`, "--max-entries");
      return;
    }
    const path = pathOf(entry.name);
    const name = shown(entry.name);
    const { path: longest } = this.#limits;
    if (Math.max(entry.name.length, entry.linkName.length) > longest || path.segments.length > longest / bytesALevel) {
      this.#say({
        ...beyond(
          "a path is longer than the limit",
          `at most ${longest} bytes and ${Math.floor(longest / bytesALevel)} levels`,
          "--max-path",
        ),
        entry: name,
      });
      return;
    }
    this.#pathBytes += entry.name.length + entry.linkName.length;
    if (this.#pathBytes > this.#limits.entries * bytesAnEntry) {
      this.#stop("its paths are longer than the limit", `at most ${bytesAnEntry} bytes in the mean`, "--max-entries");
      return;
    }
    for (const rule of this.#rules) {
      rule({ entry, path, tree: this.tree }, (said) => this.#say({ ...said, entry: name }));
    }
    this.tree.imply(path);
    if (this.tree.implied.size > this.#limits.entries)
      this.#stop("more directories than the limit", `at most ${this.#limits.entries} directories`, "--max-entries");
    this.tree.add(entry, path);
  }

  #say(said: Said): void {
    const key = `${said.requirement} ${said.severity}`;
    const tally = this.#counts.get(key) ?? { said, count: 0 };
    this.#counts.set(key, tally);
    if (++tally.count <= named[said.severity]) this.#said.push(said);
  }

  #stop(message: string, expected: string, option: string): void {
    if (this.#stopped !== undefined) return;
    this.#stopped = message;
    this.#say(beyond(message, expected, option));
  }
}

function beyond(message: string, expected: string, option: string): Said {
  return {
    requirement: "image.layer.tar-format",
    severity: "error",
    message: `The layer was not read to its end: ${message}`,
    expected,
    found: "more",
    advice: `Raise the limit with ${option} if the layer is meant to be so.`,
  };
}
