import { createHash } from "node:crypto";

/** Algorithms that a version registers, and how long their hash is in hex. */
const registered = new Map([
  ["sha256", 64],
  ["sha512", 128],
  ["blake3", 64],
]);

/** Far more than any algorithm needs; what is longer is not read. */
const longest = 1024;

/** Algorithm and encoded part of a digest of the right form; undefined for any other. */
export function digestParts(digest: unknown): { algorithm: string; encoded: string } | undefined {
  if (
    typeof digest !== "string" ||
    digest.length > longest ||
    !/^[a-z0-9]+(?:[+._-][a-z0-9]+)*:[a-zA-Z0-9=_-]+$/.test(digest)
  )
    return undefined;
  const [algorithm = "", encoded = ""] = digest.split(":");
  const length = registered.get(algorithm);
  const sound = length === undefined || (encoded.length === length && /^[a-f0-9]+$/.test(encoded));
  return sound ? { algorithm, encoded } : undefined;
}

/** Whether Node can compute it: it has no BLAKE3. */
export function isHashable(algorithm: string): boolean {
  return algorithm === "sha256" || algorithm === "sha512";
}

/** The hash in hex. @throws Error for an algorithm that is not hashable */
export function hexOf(content: Uint8Array | string, algorithm: string): string {
  return createHash(algorithm).update(content).digest("hex");
}
