import { type Json, objectIn, textIn } from "./json.ts";

/** A descriptor as far as it can be followed; what is wrong with it as such is said by the checks of its document. */
export interface Descriptor {
  /** Lower case: names of media types are case-insensitive (RFC 6838). */
  mediaType: string;
  digest: string;
  size: number | undefined;
  artifactType: string | undefined;
  platform: Json | undefined;
  annotations: Json;
  /** Base64. */
  data: string | undefined;
}

/** Undefined when it names no digest. */
export function descriptorIn(value: unknown): Descriptor | undefined {
  const object = objectIn(value);
  const digest = textIn(object?.digest);
  if (!object || digest === undefined) return undefined;
  const { size } = object;
  return {
    mediaType: textIn(object.mediaType)?.toLowerCase() ?? "",
    digest,
    size: typeof size === "number" && Number.isSafeInteger(size) && size >= 0 ? size : undefined,
    artifactType: textIn(object.artifactType),
    platform: objectIn(object.platform),
    annotations: objectIn(object.annotations) ?? {},
    data: textIn(object.data),
  };
}

/** One place where a descriptor stands. */
export interface Reference {
  descriptor: Descriptor;
  /** `index.json → manifests[0] → layers[1]` */
  path: string;
}
