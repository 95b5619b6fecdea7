/** Media types whose structure the registry knows; it stores any other as it comes. */
export const imageManifest = "application/vnd.oci.image.manifest.v1+json";
export const imageIndex = "application/vnd.oci.image.index.v1+json";
const dockerManifest = "application/vnd.docker.distribution.manifest.v2+json";
const dockerList = "application/vnd.docker.distribution.manifest.list.v2+json";

export type Structure = "manifest" | "index" | "unknown";

export function structureOf(type: string): Structure {
  const mediaType = type.toLowerCase();
  if (mediaType === imageManifest || mediaType === dockerManifest) return "manifest";
  return mediaType === imageIndex || mediaType === dockerList ? "index" : "unknown";
}

/** Whether it is a media type without parameters (RFC 6838, section 4.2), and so fit for a header. */
export function isMediaType(text: string): boolean {
  return /^[a-z0-9][a-z0-9!#$&^_.+-]*\/[a-z0-9][a-z0-9!#$&^_.+-]*$/i.test(text);
}

/** Whether manifests of this type can have a subject: Docker's own cannot. */
export function isOci(mediaType: string): boolean {
  return [imageManifest, imageIndex].includes(mediaType.toLowerCase());
}

/** Layers of these types stay where their `urls` say, and are not pushed. */
export function isNonDistributable(mediaType: string): boolean {
  return /\.nondistributable\.|\.rootfs\.foreign\./.test(mediaType);
}

/** The type without its parameters. */
export function essence(contentType: string): string {
  return (contentType.split(";")[0] ?? "").trim();
}
