const manifest = "application/vnd.oci.image.manifest.v1+json";
const index = "application/vnd.oci.image.index.v1+json";
const dockerManifest = "application/vnd.docker.distribution.manifest.v2+json";
const dockerManifestList = "application/vnd.docker.distribution.manifest.list.v2+json";

/** The media types that scenarios push and ask for (image-spec, "OCI Image Media Types"). */
export const mediaTypes = {
  manifest,
  index,
  config: "application/vnd.oci.image.config.v1+json",
  layer: "application/vnd.oci.image.layer.v1.tar",
  empty: "application/vnd.oci.empty.v1+json",
  nondistributableLayer: "application/vnd.oci.image.layer.nondistributable.v1.tar",
  dockerManifest,
  dockerManifestList,
  dockerConfig: "application/vnd.docker.container.image.v1+json",
  dockerLayer: "application/vnd.docker.image.rootfs.diff.tar.gzip",
  /** Every type a manifest may come back in. */
  manifests: [manifest, index, dockerManifest, dockerManifestList, "application/json;q=0.5", "*/*;q=0.1"],
} as const;
