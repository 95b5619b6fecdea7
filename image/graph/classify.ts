import { isImageConfigType, isManifestType, mediaTypes } from "../media-types.ts";
import { type Descriptor, descriptorIn } from "./descriptor.ts";
import { arrayIn, type Json, objectIn, textIn } from "./json.ts";

const inToto = "application/vnd.in-toto+json";

/** Kinds of artifacts by the media types that tell them. */
const artifacts: [RegExp, string][] = [
  [/^application\/vnd\.dev\.cosign\./, "cosign signature"],
  [/^application\/vnd\.cncf\.helm\.config\./, "Helm chart"],
  [/^application\/vnd\.buildkit\.cacheconfig\./, "BuildKit cache"],
  [/^application\/vnd\.wasm\./, "WebAssembly module"],
  [/^application\/vnd\.cncf\.notary\.signature$/, "notation signature"],
];

/** What a manifest is, in a few words: what its own types tell, its artifactType before that of its config. */
export function manifestKind(manifest: Json, config: Json | undefined): string {
  const configType = textIn(objectIn(manifest.config)?.mediaType) ?? "";
  const layers = arrayIn(manifest.layers).map((layer) => textIn(objectIn(layer)?.mediaType) ?? "");
  const artifactType = textIn(manifest.artifactType);
  for (const [pattern, what] of artifacts)
    if ([artifactType ?? "", configType, ...layers].some((type) => pattern.test(type))) return what;
  if (layers.some((type) => type.startsWith("application/vnd.dev.cosign.") || type.includes("simplesigning")))
    return "cosign signature";
  if (layers.length > 0 && layers.every((type) => type === inToto)) return "attestation";
  if (artifactType !== undefined) return `artifact ${artifactType}`;
  if (!isImageConfigType(configType)) return `artifact ${configType}`;
  const docker = textIn(manifest.mediaType) === mediaTypes.dockerManifest ? "Docker image" : "image";
  return [docker, platformText(config)].filter(Boolean).join(" ");
}

/** `linux/arm64/v8` */
export function platformText(platform: Json | undefined): string {
  const { os, architecture, variant } = platform ?? {};
  return [os, architecture, variant].filter((part) => typeof part === "string" && part !== "").join("/");
}

/** BuildKit marks its attestations so, and gives them no platform. */
export function isAttestation({ annotations, platform }: Descriptor): boolean {
  const marked = annotations["vnd.docker.reference.type"] === "attestation-manifest";
  return marked || (platform?.os === "unknown" && platform?.architecture === "unknown");
}

/** Whether a manifest's layers are those of a root filesystem and not data of some artifact. */
export function isBuildkitCache(index: Json): boolean {
  return arrayIn(index.manifests).some((entry) =>
    /^application\/vnd\.buildkit\.cacheconfig\./.test(descriptorIn(entry)?.mediaType ?? ""),
  );
}

export function isManifest(descriptor: Descriptor): boolean {
  return isManifestType(descriptor.mediaType);
}
