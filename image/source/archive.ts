import { createHash } from "node:crypto";
import { pathOf, shown } from "../layer/path.ts";
import type { TarEntry } from "../tar/entry.ts";
import { TarReader } from "../tar/reader.ts";
import { fileBlob } from "./file.ts";
import { type Blob, UnusableInput } from "./source.ts";
import type { FileNode, FileTree, TreeProblem } from "./tree.ts";

interface Member extends FileNode {
  offset: number;
}

/** Members at most: an archive of a layout has a few for each blob. */
const mostMembers = 1_000_000;
/** Bytes of a path; no file system takes a longer one. */
const longestPath = 4096;
/** Bytes of all paths together. */
const mostPathBytes = 256 * 1024 * 1024;
/** Levels of directories that anybody looks at: `blobs/<algorithm>/<encoded>`. */
const deepest = 3;
/** Problems that are told one by one. */
const mostProblems = 100;

/**
 * The members of a tar file, found in one pass; each is read later by its place in the file, so that the archive may be
 * of any size.
 * @throws UnusableInput when it is no tar archive
 */
export async function archiveTree(
  file: string,
  size: number,
  name: string,
  close: () => Promise<void>,
): Promise<FileTree> {
  const index = new ArchiveIndex(file, name);
  await index.read(fileBlob(file, size));
  return { nodes: index.members, problems: index.problems, open: (path) => index.open(path), close };
}

class ArchiveIndex {
  readonly members = new Map<string, Member>();
  readonly problems: TreeProblem[] = [];
  readonly #file: string;
  readonly #name: string;
  readonly #repeated: { path: string; first: Member; second: Member }[] = [];
  readonly #links: { path: string; target: string; hard: boolean }[] = [];
  #failure: string | undefined;
  #count = 0;
  #pathBytes = 0;
  #more = 0;

  constructor(file: string, name: string) {
    this.#file = file;
    this.#name = name;
  }

  async read(blob: Blob): Promise<void> {
    const reader = new TarReader({
      entry: (entry) => this.#member(entry),
      problem: (problem) => {
        if (problem.kind === "no-tar") this.#failure ??= "it is no tar archive";
        else if (problem.kind !== "no-end" && problem.kind !== "trailing-data") {
          this.#problem({
            path: "the archive",
            message: "The archive is broken, and what follows cannot be read",
            found:
              problem.kind === "cut-short"
                ? "an end in the middle of a member"
                : `a broken header at byte ${problem.offset}`,
          });
        }
      },
    });
    for await (const chunk of blob.stream()) {
      reader.write(chunk);
      if (this.#failure !== undefined) throw new UnusableInput(`${this.#name} cannot be validated: ${this.#failure}`);
    }
    reader.end();
    if (this.#failure !== undefined) throw new UnusableInput(`${this.#name} cannot be validated: ${this.#failure}`);
    this.#resolveLinks();
    await this.#compareRepeated();
    if (this.#more > 0)
      this.problems.push({
        path: "the archive",
        message: `There is more of the like: ${this.#more} more problems`,
        found: "the like",
      });
  }

  #problem(problem: TreeProblem): void {
    if (this.problems.length < mostProblems) this.problems.push(problem);
    else this.#more++;
  }

  open(path: string): Blob | undefined {
    const member = this.members.get(path);
    return member?.type === "file" ? fileBlob(this.#file, member.size, member.offset) : undefined;
  }

  #member(entry: TarEntry): void {
    const { name, linkName, type } = entry;
    const path = pathOf(name);
    this.#pathBytes += name.length + linkName.length;
    if (++this.#count > mostMembers) this.#failure ??= `it has more than ${mostMembers} members`;
    if (this.#pathBytes > mostPathBytes) this.#failure ??= "the paths of its members take more than 256 MiB";
    if (this.#failure !== undefined) return;
    if (Math.max(name.length, linkName.length) > longestPath) {
      this.#problem({ path: shown(name), message: `A path has more than ${longestPath} bytes`, found: shown(name) });
      return;
    }
    if (name.startsWith("/") || path.segments.includes("..")) {
      this.#problem({
        path: shown(name),
        message: "A member has a path outside of the layout",
        found: shown(name),
      });
      return;
    }
    if (path.key === "") return;
    if (type === "hardlink" || type === "symlink") {
      this.#links.push({ path: path.key, target: linkName, hard: type === "hardlink" });
      return;
    }
    for (let depth = 1; depth < Math.min(path.segments.length, deepest + 1); depth++) {
      const parent = path.segments.slice(0, depth).join("/");
      if (!this.members.has(parent)) this.members.set(parent, { type: "directory", size: 0, offset: 0 });
    }
    const member: Member = {
      type: type === "file" || type === "directory" ? type : "other",
      size: entry.size,
      offset: entry.offset,
    };
    const first = this.members.get(path.key);
    if (first && !(first.type === "directory" && member.type === "directory"))
      this.#repeated.push({ path: path.key, first, second: member });
    else this.members.set(path.key, member);
  }

  /** Links within the layout stand for their target; Docker archives repeat layers by symbolic links. */
  #resolveLinks(): void {
    for (const { path, target, hard } of this.#links) {
      const folder = hard || target.startsWith("/") ? [] : path.split("/").slice(0, -1);
      const segments = [...folder];
      let outside = target.startsWith("/");
      for (const segment of pathOf(target).segments) {
        if (segment !== "..") segments.push(segment);
        else if (segments.pop() === undefined) outside = true;
      }
      const member = outside ? undefined : this.members.get(segments.join("/"));
      if (outside) this.#problem({ path, message: "A link leaves the layout", found: shown(target) });
      this.members.set(path, member ?? { type: "other", size: 0, offset: 0, astray: "a link that leads to no member" });
    }
  }

  async #compareRepeated(): Promise<void> {
    for (const { path, first, second } of this.#repeated) {
      const same =
        first.type === second.type &&
        first.size === second.size &&
        (await this.#hash(first)) === (await this.#hash(second));
      if (same) continue;
      this.#problem({
        path,
        message: "The archive has two members of the same path with different content",
        found: `${first.size} bytes, and ${second.size} bytes`,
      });
    }
  }

  async #hash({ size, offset }: Member): Promise<string> {
    const hash = createHash("sha256");
    for await (const piece of fileBlob(this.#file, size, offset).stream()) hash.update(piece);
    return hash.digest("hex");
  }
}
