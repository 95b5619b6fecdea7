import { fault } from "../fault.ts";

export const normalises = fault("manifest-normalised", {
  title: "a manifest's JSON is minified before it is stored",
  breaks: ["push.manifest.exact-bytes"],
  manifests: {
    stores: (bytes, mediaType) => ({ bytes: Buffer.from(JSON.stringify(JSON.parse(bytes.toString()))), mediaType }),
  },
});
