import { manifestInvalid } from "./errors.ts";
import { isDigest } from "./grammar.ts";
import { imageIndex, imageManifest, isMediaType, isNonDistributable, isOci, structureOf } from "./media-types.ts";

type Json = Record<string, unknown>;

/** What a registry reads in a manifest; the bytes stay what they are. */
export interface ManifestFacts {
  mediaType: string;
  /** Digests of the blobs and of the manifests that must be there already. */
  blobs: string[];
  manifests: string[];
  subject?: string;
  artifactType?: string;
  annotations?: Record<string, string>;
}

/**
 * Reads a manifest of any type.
 * @param contentType the media type it was pushed with, without parameters; undefined when there was none
 * @throws Refusal MANIFEST_INVALID
 */
export function readManifest(bytes: Buffer, contentType: string | undefined): ManifestFacts {
  const manifest = parse(bytes);
  const declared = text(manifest.mediaType);
  if (contentType && declared && contentType.toLowerCase() !== declared.toLowerCase())
    throw manifestInvalid(`pushed as ${contentType}, but its mediaType is ${declared}`);
  const mediaType = contentType || declared || guess(manifest);
  if (!mediaType) throw manifestInvalid("neither a Content-Type nor a mediaType says what it is");
  if (!isMediaType(mediaType)) throw manifestInvalid(`${JSON.stringify(mediaType)} is no media type`);

  const structure = structureOf(mediaType);
  const referrer = isOci(mediaType) ? referrerFacts(manifest) : {};
  if (structure === "manifest") {
    const config = descriptor(manifest.config, "config");
    const layers = descriptors(manifest.layers, "layers").filter(({ mediaType }) => !isNonDistributable(mediaType));
    const artifactType = referrer.artifactType || config.mediaType;
    return { mediaType, blobs: digests([config, ...layers]), manifests: [], ...referrer, artifactType };
  }
  if (structure === "index") {
    return { mediaType, blobs: [], manifests: digests(descriptors(manifest.manifests, "manifests")), ...referrer };
  }
  return { mediaType, blobs: [], manifests: [] };
}

function parse(bytes: Buffer): Json {
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString("utf8"));
  } catch {
    throw manifestInvalid("it is not JSON");
  }
  if (isObject(value)) return value;
  throw manifestInvalid("it is not a JSON object");
}

/** Manifests from before the mediaType field, pushed without a Content-Type, by what they hold. */
function guess(manifest: Json): string | undefined {
  if (Array.isArray(manifest.layers) && isObject(manifest.config)) return imageManifest;
  return Array.isArray(manifest.manifests) ? imageIndex : undefined;
}

function referrerFacts(manifest: Json): Pick<ManifestFacts, "subject" | "artifactType" | "annotations"> {
  const subject = manifest.subject === undefined ? undefined : descriptor(manifest.subject, "subject").digest;
  const artifactType = text(manifest.artifactType);
  const annotations = isObject(manifest.annotations) ? (manifest.annotations as Record<string, string>) : undefined;
  return {
    ...(subject ? { subject } : {}),
    ...(artifactType ? { artifactType } : {}),
    ...(annotations ? { annotations } : {}),
  };
}

interface Descriptor {
  mediaType: string;
  digest: string;
  /** Has its content in itself. */
  embedded: boolean;
}

function descriptors(value: unknown, where: string): Descriptor[] {
  if (!Array.isArray(value)) throw manifestInvalid(`${where} is not an array`);
  return value.map((entry, index) => descriptor(entry, `${where}[${index}]`));
}

function descriptor(value: unknown, where: string): Descriptor {
  if (!isObject(value)) throw manifestInvalid(`${where} is not a descriptor`);
  const { digest, size } = value;
  const mediaType = text(value.mediaType);
  if (!mediaType) throw manifestInvalid(`${where} has no mediaType`);
  if (typeof digest !== "string" || !isDigest(digest)) throw manifestInvalid(`${where} has no valid digest`);
  if (typeof size !== "number" || !Number.isSafeInteger(size) || size < 0)
    throw manifestInvalid(`${where} has no valid size`);
  return { mediaType, digest, embedded: typeof value.data === "string" };
}

function digests(found: Descriptor[]): string[] {
  return found.filter(({ embedded }) => !embedded).map(({ digest }) => digest);
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
