import type { SpecVersion } from "../../specs/model.ts";

/** What content of a type is for; `empty` fills any place that has nothing to hold. */
export type Role = "descriptor" | "layout" | "index" | "manifest" | "config" | "layer" | "empty";

interface KnownType {
  role: Role;
  /** Whose type it is. */
  family: "oci" | "docker";
  /** First version of the spec that has it, where that is not 1.0. */
  since?: "1.1";
}

const oci = "application/vnd.oci.";
const docker = "application/vnd.docker.";

export const emptyType = `${oci}empty.v1+json`;
export const manifestType = `${oci}image.manifest.v1+json`;
export const indexType = `${oci}image.index.v1+json`;
export const configType = `${oci}image.config.v1+json`;
export const dockerManifestType = `${docker}distribution.manifest.v2+json`;
export const dockerListType = `${docker}distribution.manifest.list.v2+json`;
export const dockerConfigType = `${docker}container.image.v1+json`;

/** The types of media-types.md, and those of Docker that stand beside them. */
export const knownTypes: ReadonlyMap<string, KnownType> = new Map<string, KnownType>([
  [`${oci}descriptor.v1+json`, { role: "descriptor", family: "oci" }],
  [`${oci}layout.header.v1+json`, { role: "layout", family: "oci" }],
  [indexType, { role: "index", family: "oci" }],
  [manifestType, { role: "manifest", family: "oci" }],
  [configType, { role: "config", family: "oci" }],
  [emptyType, { role: "empty", family: "oci", since: "1.1" }],
  ...["image.layer.v1.tar", "image.layer.nondistributable.v1.tar"].flatMap((name): [string, KnownType][] => [
    [`${oci}${name}`, { role: "layer", family: "oci" }],
    [`${oci}${name}+gzip`, { role: "layer", family: "oci" }],
    [`${oci}${name}+zstd`, { role: "layer", family: "oci", since: "1.1" }],
    // Not in the table, but what every tool that encrypts layers calls them.
    ...["", "+gzip", "+zstd"].map((end): [string, KnownType] => [
      `${oci}${name}${end}+encrypted`,
      { role: "layer", family: "oci" },
    ]),
  ]),
  [dockerListType, { role: "index", family: "docker" }],
  [dockerManifestType, { role: "manifest", family: "docker" }],
  [dockerConfigType, { role: "config", family: "docker" }],
  ...["rootfs.diff.tar", "rootfs.foreign.diff.tar"].flatMap((name) =>
    ["", ".gzip", ".zstd"].map((end): [string, KnownType] => [
      `${docker}image.${name}${end}`,
      { role: "layer", family: "docker" },
    ]),
  ),
]);

/** A media type as types compare: in lower case, without parameters. */
export function plainType(mediaType: string): string {
  return (mediaType.split(";")[0] ?? "").trim().toLowerCase();
}

/** Whether a text has the form of a media type, roughly: the schema is exact. */
export function isMediaType(text: unknown): text is string {
  return typeof text === "string" && /^[^\s/;]+\/[^\s/;]+$/.test(text);
}

/** What is known of a type that the version has; names compare without case. */
export function typeKnownTo(spec: SpecVersion, mediaType: unknown): KnownType | undefined {
  const known = typeof mediaType === "string" ? knownTypes.get(plainType(mediaType)) : undefined;
  return known?.since !== undefined && spec === "1.0" ? undefined : known;
}

/** What content of that type is for; undefined where nobody here knows. */
export function roleOf(mediaType: unknown): Role | undefined {
  return typeof mediaType === "string" ? knownTypes.get(plainType(mediaType))?.role : undefined;
}

/** Whether artifacts of such layers have long been stored under the configuration of an image. */
export function isPairedWithImageConfig(mediaType: unknown): boolean {
  return (
    typeof mediaType === "string" &&
    /^application\/vnd\.(?:in-toto|dev\.cosign|dev\.sigstore|dsse)\b/.test(plainType(mediaType))
  );
}
