import {
  copyFileSync,
  type Dirent,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { dirname, join } from "node:path";

/** Kinds of files in a store of docker-registry, each resting on those before it, and the folders where there are none. */
const kinds = [
  { file: /\/blobs\/.*\/data$/, nowhereIn: ["repositories"] },
  { file: /_layers\/.*\/link$/, nowhereIn: ["blobs", "_manifests"] },
  { file: /_manifests\/revisions\/.*\/link$/, nowhereIn: ["blobs", "_layers", "tags"] },
  { file: /_manifests\/tags\/.*\/link$/, nowhereIn: ["blobs", "_layers", "revisions"] },
];

/** A tag is there as long as its folder is. */
const tagFolder = /_manifests\/tags\/[^/]+$/;

/**
 * Brings a store of docker-registry into another folder, again and again: a replica that lags. What a file rests on is
 * there before it, and goes after it.
 */
export function replicate(from: string, to: string, everyMs: number): { stop(): Promise<void> } {
  let timer: NodeJS.Timeout;
  const round = () => {
    mirror(from, to);
    timer = setTimeout(round, everyMs);
  };
  timer = setTimeout(round, everyMs);
  return { stop: async () => clearTimeout(timer) };
}

function mirror(from: string, to: string): void {
  // What names others is listed first, so that all it names is in the lists that follow.
  const lists = kinds
    .toReversed()
    .map(({ file, nowhereIn }) => new Set(filesIn(from, nowhereIn).filter((path) => file.test(path))));
  const there = new Set(filesIn(to));
  for (const file of there)
    if (tagFolder.test(file) && !existsSync(join(from, file))) rmSync(join(to, file), { recursive: true });
  for (const [index, kind] of kinds.toReversed().entries())
    for (const file of there)
      if (kind.file.test(file) && !lists[index]?.has(file)) rmSync(join(to, file), { force: true });
  // Only what a tag names changes.
  for (const list of lists.toReversed())
    for (const file of list) if (!there.has(file) || isTag(file)) copy(join(from, file), join(to, file));
}

function isTag(file: string): boolean {
  return kinds.at(-1)?.file.test(file) === true;
}

/** At once, as nobody may read half a file. A link is short, and another one after a tag was moved. */
function copy(source: string, target: string): void {
  try {
    const isLink = source.endsWith("/link");
    if (isLink && existsSync(target) && readFileSync(target).equals(readFileSync(source))) return;
    // The registry has made it and not written it yet.
    if (isLink && statSync(source).size === 0) return;
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(source, `${target}.new`);
    renameSync(`${target}.new`, target);
  } catch (error) {
    // Deleted meanwhile.
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}

/** Everything below a folder that may change meanwhile, folders too, but for uploads and what is in folders of these names. */
function filesIn(root: string, but: readonly string[] = [], below = ""): string[] {
  let names: Dirent[];
  try {
    names = readdirSync(root + below, { withFileTypes: true });
  } catch {
    return [];
  }
  return names
    .filter(({ name }) => name !== "_uploads" && !but.includes(name))
    .flatMap((entry) => {
      const path = `${below}/${entry.name}`;
      return entry.isDirectory() ? [path, ...filesIn(root, but, path)] : [path];
    });
}
