import { algorithmOf, isAlgorithm, isDigest } from "../grammar.ts";
import type { Settings } from "../settings.ts";

/** Decisions on digests, wherever a request names one. */
export interface DigestPolicy {
  /** Well-formed, and of an algorithm that this registry uses. */
  accepts(digest: string, settings: Settings): boolean;
  /** For `digest-algorithm`. */
  acceptsAlgorithm(algorithm: string, settings: Settings): boolean;
}

export const conformantDigests: DigestPolicy = {
  accepts: (digest, settings) => isDigest(digest) && supports(algorithmOf(digest), settings),
  acceptsAlgorithm: supports,
};

function supports(algorithm: string, settings: Settings): boolean {
  return isAlgorithm(algorithm) && (algorithm !== "sha512" || settings.sha512);
}
