import type { DocumentKind } from "../document/kind.ts";
import type { Blob, DockerImage, Root, Source, Stored } from "./source.ts";

/** One JSON document by itself: nothing that it refers to can be opened. */
export class DocumentSource implements Source {
  readonly kind = "document";
  readonly #root: Root;

  constructor(path: string, bytes: Buffer, kind: DocumentKind | undefined) {
    this.#root = { path, bytes, kind };
  }

  async inspect(): Promise<void> {}

  async roots(): Promise<Root[]> {
    return [this.#root];
  }

  async images(): Promise<DockerImage[]> {
    return [];
  }

  async open(): Promise<Blob | undefined> {
    return undefined;
  }

  list(): Stored[] {
    return [];
  }

  async close(): Promise<void> {}
}
