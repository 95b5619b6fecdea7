const name = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/;
const tag = /^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}$/;
const digest = /^([a-z0-9]+(?:[+._-][a-z0-9]+)*):([a-zA-Z0-9=_-]+)$/;
const encodedLength: Record<Algorithm, number> = { sha256: 64, sha512: 128 };

/** The digest algorithms that image-spec registers and that this registry can compute. */
export type Algorithm = "sha256" | "sha512";

/** Whether it is a repository name (distribution-spec, "Pulling manifests"). */
export function isName(text: string): boolean {
  return name.test(text);
}

/** Whether it is a tag: 1 to 128 characters, the first one no period or hyphen. */
export function isTag(text: string): boolean {
  return tag.test(text);
}

/** Whether it is a digest: the general grammar, and lower-case hexadecimal of the right length where we know the algorithm. */
export function isDigest(text: string): boolean {
  const [, algorithm = "", encoded = ""] = digest.exec(text) ?? [];
  if (algorithm === "") return false;
  if (!isAlgorithm(algorithm)) return true;
  return encoded.length === encodedLength[algorithm] && /^[a-f0-9]+$/.test(encoded);
}

export function isAlgorithm(text: string): text is Algorithm {
  return Object.hasOwn(encodedLength, text);
}

/** The part before the colon, whether we know it or not. */
export function algorithmOf(digest: string): string {
  return digest.slice(0, digest.indexOf(":"));
}
