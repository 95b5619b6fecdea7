import { Content, manifestOf, mediaTypes } from "../kit/index.ts";

/**
 * An image whose config and manifest have sha256 digests that begin with six zeros: the digests to lose by formatting
 * numbers without padding. It took a search to find the two nonces, so the image is the same in every run.
 */
const layer = Content.text("oci-conformance: content that is the same in every run\n", mediaTypes.layer);

const config = Content.json(
  {
    architecture: "amd64",
    os: "linux",
    config: { Labels: { "org.example.nonce": "19266138" } },
    rootfs: { type: "layers", diff_ids: [layer.digest] },
  },
  mediaTypes.config,
);

const manifest = manifestOf(
  { config, layer },
  {
    annotations: { "org.example.nonce": "2264030" },
  },
);

export const zeros = { layer, config, manifest };
