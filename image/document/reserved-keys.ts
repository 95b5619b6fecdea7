import { closest, distance } from "fastest-levenshtein";
import type { SpecVersion } from "../../specs/model.ts";

const image = "org.opencontainers.image.";

/** Keys of annotations.md, and after the break those that conversion.md has a runtime configuration carry. */
const imageKeys = (
  "created authors url documentation source version revision vendor licenses ref.name title description base.digest " +
  "base.name " +
  "author os architecture variant os.version os.features stopSignal exposedPorts"
)
  .split(" ")
  .map((name) => image + name);

/** What keys of encrypted layers begin with: no document has them, and every tool that encrypts layers shares them. */
const encryption = `${image}enc.`;

/** Keys that other documents of the Open Container Initiative define or show. */
const otherKeys = ["org.opencontainers.artifact.created", "org.opencontainers.artifact.description"];

/** Keys that came with 1.1. */
const later = new Set([`${image}base.digest`, `${image}base.name`]);

/** What is known of a key below a reserved prefix; undefined for any other key. */
export interface ReservedKey {
  /** Whether it is below `org.opencontainers.image`, which the image spec alone may fill. */
  image: boolean;
  /** `later`: the version does not have it yet. */
  state: "defined" | "later" | "undefined";
  /** A defined key that comes near. */
  near?: string;
}

export function reservedKey(key: string, spec: SpecVersion): ReservedKey | undefined {
  const lower = key.toLowerCase();
  if (lower !== "org.opencontainers" && !lower.startsWith("org.opencontainers.")) return undefined;
  const isImage = lower.startsWith(image) || `${lower}.` === image;
  if (later.has(key) && spec === "1.0") return { image: isImage, state: "later" };
  if (imageKeys.includes(key) || otherKeys.includes(key) || key.startsWith(encryption))
    return { image: isImage, state: "defined" };
  const near = closest(lower, isImage ? imageKeys : [...imageKeys, ...otherKeys]);
  const ownPart = lower.length - (isImage ? image.length : 0);
  const isNear = distance(lower, near.toLowerCase()) <= Math.max(1, ownPart / 3);
  return { image: isImage, state: "undefined", ...(isNear ? { near } : {}) };
}
