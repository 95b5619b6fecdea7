import { answer } from "../answer.ts";
import { fault } from "../fault.ts";
import { essence } from "../media-types.ts";
import { bytesOf, layersOf, parse, refuses } from "../pushed-manifest.ts";
import { when } from "../rewrite.ts";

const image = "application/vnd.oci.image.manifest.v1+json";

export const conflict500 = fault("manifest-type-conflict-500", {
  title: "a Content-Type that contradicts mediaType answers 500",
  breaks: ["push.manifest.mediatype-conflict"],
  ...refuses(
    500,
    ({ mediaType }, contentType) => Boolean(mediaType && contentType) && mediaType !== essence(contentType),
  ),
});

export const noType500 = fault("manifest-no-type-500", {
  title: "a push without Content-Type answers 500",
  breaks: ["push.manifest.no-content-type"],
  ...refuses(500, (_, contentType) => contentType === ""),
});

export const requiresMediaType = fault("manifest-requires-mediatype", {
  title: "a manifest without mediaType answers 400",
  breaks: ["push.manifest.mediatype-absent"],
  ...refuses(400, ({ mediaType }) => mediaType === undefined),
});

export const emptyLayers500 = fault("manifest-empty-layers-500", {
  title: "a manifest without layers answers 500",
  breaks: ["push.manifest.empty-layers"],
  ...refuses(500, ({ layers }) => Array.isArray(layers) && layers.length === 0),
});

export const losesBlobs = fault("manifest-accepted-blob-lost", {
  title: "the layer of a manifest is gone a moment after it was pushed",
  breaks: ["push.manifest.references-blobs"],
  answer: {
    "manifest.put": when(201, async (given, request, registry) => {
      const layers = layersOf(parse(await bytesOf(request, registry)) ?? {});
      const { blobs } = registry.ensureRepository(request.name);
      if (request.reference.startsWith("referenced-")) for (const { digest } of layers) blobs.delete(digest as string);
      return given;
    }),
  },
});

export const missingBlob500 = fault("manifest-missing-blob-500", {
  title: "a manifest over a blob that is not there answers 500",
  breaks: ["push.manifest.missing-blob-reject", "errors.4xx-not-5xx"],
  answer: {
    "manifest.put": when(404, async (given, request, registry) => {
      const layers = layersOf(parse(await bytesOf(request, registry)) ?? {});
      return layers.length > 0 ? { ...given, status: 500 } : given;
    }),
  },
});

export const dropsAbsentChildren = fault("index-sparse-child-dropped", {
  title: "an index is stored without its absent children",
  breaks: ["push.manifest.sparse-index"],
  settings: { checkReferences: false },
  answer: {
    "manifest.put": when(201, (given, { name, reference }, registry) => {
      const { manifests, tags } = registry.ensureRepository(name);
      const digest = tags.get(reference) ?? reference;
      const stored = manifests.get(digest);
      const { manifests: children, ...rest } = (stored && parse(stored.bytes)) ?? {};
      if (!stored || !Array.isArray(children)) return given;
      const present = children.filter((child) => manifests.has(child.digest));
      const bytes = Buffer.from(JSON.stringify({ ...rest, manifests: present }));
      if (present.length < children.length) manifests.set(digest, { ...stored, bytes });
      return given;
    }),
  },
});

export const index415 = fault("index-push-415", {
  title: "an index that says its type answers 415",
  breaks: ["push.manifest.index-accepted"],
  ...refuses(415, ({ mediaType }, contentType) => Boolean(mediaType) && contentType.includes("image.index")),
});

export const relabelsUnknown = fault("manifest-unknown-type-mangled", {
  title: "manifests of unknown types are kept as OCI images",
  breaks: ["push.manifest.unknown-media-type"],
  manifests: {
    stores: (bytes, mediaType) => ({
      bytes,
      mediaType: mediaType.startsWith("application/vnd.example") ? image : mediaType,
    }),
  },
});

export const acceptsCutJson = fault("manifest-invalid-json-201", {
  title: "a truncated JSON manifest answers 201",
  breaks: ["push.manifest.invalid-json"],
  before: {
    "manifest.put": async (request, registry) => {
      const bytes = await bytesOf(request, registry);
      return bytes.toString().startsWith("{") && !parse(bytes) ? answer(201, { Location: "/v2/" }) : undefined;
    },
  },
});

export const acceptsArray = fault("manifest-array-201", {
  title: "a JSON array, pushed as a manifest, answers 201",
  breaks: ["push.manifest.invalid-json"],
  before: {
    "manifest.put": async (request, registry) =>
      Array.isArray(parse(await bytesOf(request, registry))) ? answer(201, { Location: "/v2/" }) : undefined,
  },
});

export const foreignLayer500 = fault("manifest-foreign-layer-500", {
  title: "a manifest with a non-distributable layer answers 500",
  breaks: ["push.manifest.nondistributable"],
  ...refuses(500, (manifest) => layersOf(manifest).some(({ urls }) => urls !== undefined)),
});

export const rewritesDocker = fault("manifest-docker-type-rewritten", {
  title: "Docker's media types are rewritten to OCI's",
  breaks: ["push.manifest.docker-schema2"],
  manifests: { stores: (bytes, mediaType) => ({ bytes, mediaType: mediaType.includes("docker") ? image : mediaType }) },
});

export const artifactType400 = fault("manifest-artifact-type-400", {
  title: "a manifest with artifactType answers 400",
  breaks: ["push.manifest.artifact-type"],
  ...refuses(400, ({ artifactType }) => artifactType !== undefined),
});
