import type { Findings } from "../findings.ts";
import type { Limits } from "../limits.ts";
import { type Blob, type DockerImage, type Root, type Source, type Stored, UnusableInput } from "./source.ts";
import { type FileTree, wholeOf } from "./tree.ts";
import { sayProblems } from "./tree-problems.ts";

/** What `docker save` writes: `manifest.json` names the config and the layers of each image by path. */
export class DockerArchiveSource implements Source {
  readonly kind = "Docker archive";
  readonly #tree: FileTree;
  readonly #limits: Limits;

  constructor(tree: FileTree, limits: Limits) {
    this.#tree = tree;
    this.#limits = limits;
  }

  async inspect(findings: Findings): Promise<void> {
    sayProblems(this.#tree, "archive", findings);
  }

  async roots(): Promise<Root[]> {
    return [];
  }

  /** @throws UnusableInput when manifest.json names no images */
  async images(): Promise<DockerImage[]> {
    const blob = this.#tree.open("manifest.json");
    const bytes = blob && (await wholeOf(blob, this.#limits.json));
    return imagesIn(bytes).map(({ config, layers }, at) => {
      const path = `manifest.json[${at}]`;
      return {
        path,
        config: this.#part(`${path} → ${config}`, config),
        layers: layers.map((layer) => ({ ...this.#part(`${path} → ${layer}`, layer), file: layer })),
      };
    });
  }

  async open(): Promise<Blob | undefined> {
    return undefined;
  }

  list(): Stored[] {
    return [];
  }

  close(): Promise<void> {
    return this.#tree.close();
  }

  #part(path: string, file: string): DockerImage["config"] {
    // Newer archives keep parts under blobs/sha256, older ones name the config <hex>.json and layers by no digest.
    const [, hex] = /^(?:blobs\/sha256\/)?([a-f0-9]{64})(?:\.json|\.tar)?$/.exec(file) ?? [];
    return { path, blob: this.#tree.open(file), digest: hex && !file.endsWith(".tar") ? `sha256:${hex}` : undefined };
  }
}

function imagesIn(bytes: Buffer | undefined): { config: string; layers: string[] }[] {
  let entries: unknown;
  try {
    entries = JSON.parse(bytes?.toString("utf8") ?? "");
  } catch {}
  const images = Array.isArray(entries) ? entries.map(imageIn) : [];
  if (images.length === 0 || images.includes(undefined))
    throw new UnusableInput("manifest.json does not name images as docker save does: a list of Config and Layers");
  return images as { config: string; layers: string[] }[];
}

function imageIn(entry: unknown): { config: string; layers: string[] } | undefined {
  const { Config: config, Layers: layers } = (entry ?? {}) as { Config?: unknown; Layers?: unknown };
  const sound =
    typeof config === "string" && Array.isArray(layers) && layers.every((layer) => typeof layer === "string");
  return sound ? { config, layers } : undefined;
}
