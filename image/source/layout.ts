import type { ImageRequirementId } from "../../specs/image-catalogue.ts";
import type { SpecVersion } from "../../specs/model.ts";
import { digestIn } from "../digest.ts";
import { checkDocument } from "../document/check.ts";
import type { Findings, Said } from "../findings.ts";
import type { Limits } from "../limits.ts";
import type { Blob, DockerImage, Root, Source, Stored } from "./source.ts";
import { type FileTree, wholeOf } from "./tree.ts";
import { sayProblems } from "./tree-problems.ts";

const digestName = { sha256: /^[a-f0-9]{64}$/, sha512: /^[a-f0-9]{128}$/ };

/** An image layout (image-spec, image-layout.md), in a directory or in an archive. */
export class LayoutSource implements Source {
  readonly kind: "layout" | "layout archive";
  readonly #tree: FileTree;
  readonly #spec: SpecVersion;
  readonly #limits: Limits;
  readonly #stored = new Map<string, Stored>();

  constructor(tree: FileTree, kind: "layout" | "layout archive", spec: SpecVersion, limits: Limits) {
    this.#tree = tree;
    this.kind = kind;
    this.#spec = spec;
    this.#limits = limits;
  }

  async inspect(findings: Findings): Promise<void> {
    sayProblems(this.#tree, "layout", findings);
    await this.#marker(findings);
    if (this.#tree.nodes.get("index.json")?.type !== "file")
      findings.say("index.json", missing("image.layout.index-exists", "index.json", this.#found("index.json")));
    if (this.#tree.nodes.get("blobs")?.type !== "directory")
      findings.say("blobs", missing("image.layout.blobs-directory", "the directory blobs", this.#found("blobs")));
    for (const path of ["oci-layout", "index.json"]) {
      const size = this.#tree.nodes.get(path)?.size ?? 0;
      if (size > this.#limits.json) findings.say(path, tooLarge(size, this.#limits.json));
    }
    this.#blobs(findings);
  }

  async roots(): Promise<Root[]> {
    const blob = this.#tree.open("index.json");
    const bytes = blob && (await wholeOf(blob, this.#limits.json));
    return bytes ? [{ path: "index.json", bytes, kind: "index" }] : [];
  }

  async images(): Promise<DockerImage[]> {
    return [];
  }

  async open({ digest }: { digest: string }): Promise<Blob | undefined> {
    return this.#stored.get(digest)?.blob;
  }

  list(): Stored[] {
    return [...this.#stored.values()];
  }

  close(): Promise<void> {
    return this.#tree.close();
  }

  async #marker(findings: Findings): Promise<void> {
    const blob = this.#tree.open("oci-layout");
    if (!blob) {
      findings.say("oci-layout", missing("image.layout.oci-layout-exists", "oci-layout", this.#found("oci-layout")));
      return;
    }
    const bytes = await wholeOf(blob, this.#limits.json);
    if (!bytes) return;
    const { findings: found } = checkDocument(bytes, { kind: "layout", spec: this.#spec, path: "oci-layout" });
    for (const each of found) findings.add(each);
  }

  #found(path: string): string {
    const node = this.#tree.nodes.get(path);
    return node ? (node.astray ?? `something else of that name (${node.type})`) : "nothing of that name";
  }

  #blobs(findings: Findings): void {
    for (const [path, { type, astray }] of this.#tree.nodes) {
      const [top, algorithm, encoded, ...below] = path.split("/");
      if (top !== "blobs" || algorithm === undefined) continue;
      if (astray !== undefined) {
        findings.say(path, misplaced(astray, "Link only to what lies in the layout."));
      } else if (encoded === undefined) {
        if (type !== "directory")
          findings.say(path, misplaced("a file in blobs itself", "Move it to blobs/<algorithm>/."));
        else if (!/^[a-z0-9]+([+._-][a-z0-9]+)*$/.test(algorithm))
          findings.say(path, misnamed("The directory", algorithm));
      } else if (below.length === 0 && type === "directory") {
        findings.say(path, misplaced("a directory", "Blobs are files: move its files up."));
      } else if (below.length === 0) this.#blob(path, algorithm, encoded, findings);
    }
  }

  #blob(path: string, algorithm: string, encoded: string, findings: Findings): void {
    const named = algorithm === "sha256" || algorithm === "sha512" ? digestName[algorithm] : /^[a-zA-Z0-9=_-]+$/;
    if (!named.test(encoded)) {
      findings.say(path, misnamed("The file", encoded));
      return;
    }
    const blob = this.#tree.open(path);
    const digest = `${algorithm}:${encoded}`;
    if (blob && digestIn(digest)) this.#stored.set(digest, { path, digest, blob });
  }
}

function tooLarge(size: number, limit: number): Said {
  return {
    requirement: "image.json.size-limits",
    severity: "error",
    message: "The document is too large to be read",
    expected: `at most ${limit} bytes`,
    found: `${size} bytes`,
    advice: "Raise the limit with --max-json if it is meant to be so.",
  };
}

function missing(requirement: ImageRequirementId, what: string, found: string): Said {
  return {
    requirement,
    severity: "error",
    message: `The layout has no ${what.replace("the directory ", "directory ")}`,
    expected: `${what} at the root of the layout`,
    found,
    advice: "Write it: an image layout is not complete without.",
  };
}

function misplaced(found: string, advice: string): Said {
  return {
    requirement: "image.layout.blob-depth",
    severity: "error",
    message: "Something lies below blobs where no blob can be",
    expected: "blobs/<algorithm>/<encoded>",
    found,
    advice,
  };
}

function misnamed(what: string, name: string): Said {
  return {
    requirement: "image.layout.blob-name-charset",
    severity: "error",
    message: `${what} below blobs has a name that is no part of a digest`,
    expected: "<algorithm>/<encoded> of a digest, such as 64 hexadecimal digits for sha256",
    found: name,
    advice: "Remove it if it is a leftover of a tool: each blob is named by its digest.",
  };
}
