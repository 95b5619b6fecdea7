import { fault } from "../fault.ts";
import { withBody } from "../rewrite.ts";

export const reserialised = fault("manifest-get-reserialized", {
  title: "GET returns the manifest's JSON with other white space",
  breaks: ["pull.manifest.get-200", "push.manifest.exact-bytes"],
  answer: { "manifest.get": withBody((bytes) => Buffer.from(JSON.stringify(JSON.parse(bytes.toString()), null, 1))) },
});

export const leaksManifests = fault("manifest-cross-repo-leak", {
  title: "a manifest of one repository can be read by digest from any other",
  breaks: ["pull.manifest.repo-isolation"],
  manifests: {
    find: (_repository, digest, { repositories }) =>
      [...repositories.values()].map(({ manifests }) => manifests.get(digest)).find((found) => found !== undefined),
  },
});
