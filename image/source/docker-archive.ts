import type { Findings } from "../findings.ts";
import type { Limits } from "../limits.ts";
import type { Blob, DockerImage, Root, Source, Stored } from "./source.ts";
import { type FileTree, wholeOf } from "./tree.ts";

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
    for (const { path, message, found } of this.#tree.problems) {
      findings.say(path, {
        requirement: "image.layout.archive-members",
        severity: "error",
        message,
        expected: "each path once, inside of the archive",
        found,
        advice: "Write the archive again: readers disagree on what it holds.",
      });
    }
  }

  async roots(): Promise<Root[]> {
    return [];
  }

  async images(): Promise<DockerImage[]> {
    const blob = this.#tree.open("manifest.json");
    const bytes = blob && (await wholeOf(blob, this.#limits.json));
    const entries = arrayIn(bytes);
    return entries.flatMap((entry, at) => {
      const { Config: config, Layers: layers } = (entry ?? {}) as { Config?: unknown; Layers?: unknown };
      if (typeof config !== "string" || !Array.isArray(layers)) return [];
      const path = `manifest.json[${at}]`;
      return {
        path,
        config: this.#part(`${path} → ${config}`, config),
        layers: layers
          .filter((layer) => typeof layer === "string")
          .map((layer) => this.#part(`${path} → ${layer}`, layer)),
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

function arrayIn(bytes: Buffer | undefined): unknown[] {
  try {
    const value: unknown = JSON.parse(bytes?.toString("utf8") ?? "[]");
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
