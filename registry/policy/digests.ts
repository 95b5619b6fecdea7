import { isAlgorithm, isDigest } from "../grammar.ts";
import type { Settings } from "../settings.ts";

/** Decisions on digests, wherever a request names one. */
export interface DigestPolicy {
  isWellFormed(digest: string): boolean;
  /** Whether content can be pushed under digests of that algorithm. */
  supports(algorithm: string, settings: Settings): boolean;
}

export const conformantDigests: DigestPolicy = {
  isWellFormed: isDigest,
  supports: (algorithm, settings) => isAlgorithm(algorithm) && (algorithm !== "sha512" || settings.sha512),
};
