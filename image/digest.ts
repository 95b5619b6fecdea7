import { createHash, type Hash } from "node:crypto";

/** A digest cut in two, and whether we can verify it. */
export interface Digest {
  algorithm: string;
  encoded: string;
  /** A hash of ours by that name; undefined for algorithms that we cannot compute. */
  hash: "sha256" | "sha512" | undefined;
}

const grammar = /^([a-z0-9]+(?:[+._-][a-z0-9]+)*):([a-zA-Z0-9=_-]+)$/;
const hashes = { sha256: /^[a-f0-9]{64}$/, sha512: /^[a-f0-9]{128}$/ };

/** Undefined when it is no digest (image-spec, descriptor.md, "Digests"), or no proper one of a registered algorithm. */
export function digestIn(text: string): Digest | undefined {
  const [, algorithm, encoded] = grammar.exec(text) ?? [];
  if (algorithm === undefined || encoded === undefined) return undefined;
  if (algorithm !== "sha256" && algorithm !== "sha512") return { algorithm, encoded, hash: undefined };
  return hashes[algorithm].test(encoded) ? { algorithm, encoded, hash: algorithm } : undefined;
}

/** Hashes one stream with several algorithms. */
export class Digester {
  readonly #hashes: Map<string, Hash>;
  size = 0;

  constructor(algorithms: Iterable<string>) {
    this.#hashes = new Map([...new Set(algorithms)].map((name) => [name, createHash(name)]));
  }

  update(chunk: Buffer): void {
    this.size += chunk.length;
    for (const hash of this.#hashes.values()) hash.update(chunk);
  }

  /** `<algorithm>:<hex>` by algorithm; ends the hashing. */
  digests(): Map<string, string> {
    return new Map([...this.#hashes].map(([name, hash]) => [name, `${name}:${hash.digest("hex")}`]));
  }
}
