import type { SpecVersion } from "../specs/model.ts";
import {
  configType,
  dockerConfigType,
  dockerListType,
  dockerManifestType,
  indexType,
  manifestType,
} from "./document/media-types.ts";
import type { Compression } from "./layer/compression.ts";

export const mediaTypes = {
  index: indexType,
  manifest: manifestType,
  config: configType,
  dockerList: dockerListType,
  dockerManifest: dockerManifestType,
  dockerConfig: dockerConfigType,
} as const;

/** What a media type says of a layer. */
export interface LayerType {
  compression: Compression;
  /** Need not be there: nondistributable layers, and Docker's foreign ones. */
  restricted: boolean;
  encrypted: boolean;
}

const oci = /^application\/vnd\.oci\.image\.layer\.(nondistributable\.)?v1\.tar(?:[+.](gzip|zstd))?(\+encrypted)?$/;
const docker = /^application\/vnd\.docker\.image\.rootfs\.(foreign\.)?diff\.tar(?:[+.](gzip|zstd))?(\+encrypted)?$/;

/** Undefined for what is no layer's type in that version of the spec. */
export function layerTypeOf(mediaType: string, spec: SpecVersion): LayerType | undefined {
  const [, restricted, compression = "none", encrypted] = oci.exec(mediaType) ?? docker.exec(mediaType) ?? [];
  if (!oci.test(mediaType) && !docker.test(mediaType)) return undefined;
  if (oci.test(mediaType) && /\.tar\.(gzip|zstd)/.test(mediaType) && !encrypted) return undefined;
  if (compression === "zstd" && spec === "1.0") return undefined;
  return {
    compression: compression as Compression,
    restricted: restricted !== undefined,
    encrypted: encrypted !== undefined,
  };
}

export function isIndexType(mediaType: string): boolean {
  return mediaType === mediaTypes.index || mediaType === mediaTypes.dockerList;
}

export function isManifestType(mediaType: string): boolean {
  return mediaType === mediaTypes.manifest || mediaType === mediaTypes.dockerManifest;
}

export function isImageConfigType(mediaType: string): boolean {
  return mediaType === mediaTypes.config || mediaType === mediaTypes.dockerConfig;
}

/** Docker's name of a type as OCI's: the content is the same under both. */
export function ociNameOf(mediaType: string): string {
  if (mediaType === mediaTypes.dockerConfig) return mediaTypes.config;
  const [, foreign, compression] = docker.exec(mediaType) ?? [];
  if (!docker.test(mediaType)) return mediaType;
  const suffix = compression ? `+${compression}` : "";
  return `application/vnd.oci.image.layer.${foreign ? "nondistributable." : ""}v1.tar${suffix}`;
}
