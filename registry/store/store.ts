import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Algorithm } from "../grammar.ts";
import type { Content } from "./content.ts";
import { Spool } from "./spool.ts";

/** Content that any number of repositories link to, stored once. */
export interface SharedContent {
  sha256: string;
  content: Content;
  links: number;
}

/** All content of a registry, and the directory for what is too large for memory. */
export class ContentStore {
  readonly #parent: string;
  readonly #shared = new Map<string, SharedContent>();
  #directory: Promise<string> | undefined;
  #files = 0;

  /** @param parent where to make the temporary directory, once a blob needs it */
  constructor(parent = tmpdir()) {
    this.#parent = parent;
  }

  spool(algorithms: Iterable<Algorithm> = []): Spool {
    return new Spool(
      async () => join(await this.#ensureDirectory(), `blob-${++this.#files}`),
      [...new Set<Algorithm>(["sha256", ...algorithms])],
    );
  }

  /** Takes the spooled bytes over, or drops them when it has them already; counts one link. */
  async adopt(spool: Spool): Promise<SharedContent> {
    const sha256 = await spool.digest("sha256");
    const content = await spool.finish();
    const known = this.#shared.get(sha256);
    if (known) await content.discard();
    const shared = known ?? { sha256, content, links: 0 };
    this.#shared.set(sha256, shared);
    return this.link(shared);
  }

  link(shared: SharedContent): SharedContent {
    shared.links++;
    return shared;
  }

  /** Takes one link back; what nobody links to is gone. */
  async unlink(shared: SharedContent): Promise<void> {
    shared.links--;
    if (shared.links > 0) return;
    this.#shared.delete(shared.sha256);
    await shared.content.discard();
  }

  /** Number of distinct contents. */
  get count(): number {
    return this.#shared.size;
  }

  async remove(): Promise<void> {
    if (this.#directory) await rm(await this.#directory, { recursive: true, force: true });
  }

  #ensureDirectory(): Promise<string> {
    this.#directory ??= mkdtemp(join(this.#parent, "oci-registry-"));
    return this.#directory;
  }
}
