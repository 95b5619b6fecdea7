import { createHash } from "node:crypto";
import { answer } from "../answer.ts";
import { type Fault, fault } from "../fault.ts";
import type { ManifestPolicy } from "../policy/manifests.ts";
import type { Registry } from "../registry.ts";
import type { RegistryRequest } from "../request.ts";
import { setHeader, when, withHeader, withoutHeader, withStatus } from "../rewrite.ts";

type Json = Record<string, unknown>;

const sha256Zero = `sha256:${"0".repeat(64)}`;
const image = "application/vnd.oci.image.manifest.v1+json";

/** Keeps another JSON than was pushed, where the change gives one. */
function stores(change: (manifest: Json) => Json | undefined): Pick<ManifestPolicy, "stores"> {
  return {
    stores(bytes, mediaType) {
      const changed = change(parse(bytes) ?? {});
      return { bytes: changed ? Buffer.from(JSON.stringify(changed, null, 2)) : bytes, mediaType };
    },
  };
}

/** Answers that status to pushes of such manifests. */
function refuses(status: number, such: (manifest: Json, contentType: string) => boolean): Pick<Fault, "before"> {
  return {
    before: {
      "manifest.put": async (request, registry) => {
        const manifest = parse(await bytesOf(request, registry));
        return manifest && such(manifest, request.header("content-type") ?? "") ? answer(status) : undefined;
      },
    },
  };
}

/** What is pushed, if it is not too large to be read anyway. */
async function bytesOf({ body }: RegistryRequest, registry: Registry): Promise<Buffer> {
  return (await body.whole(registry.policy.manifests.limit(registry))) ?? Buffer.alloc(0);
}

function parse(bytes: Buffer): Json | undefined {
  try {
    return JSON.parse(bytes.toString()) as Json;
  } catch {
    return undefined;
  }
}

const layersOf = ({ layers }: Json) => (Array.isArray(layers) ? (layers as Json[]) : []);

export const answers202 = fault("manifest-put-202", {
  title: "a manifest that was stored answers 202",
  breaks: ["push.manifest.created-201"],
  answer: { "manifest.put": when(201, withStatus(202)) },
});

export const noLocation = fault("manifest-put-no-location", {
  title: "a manifest that was stored answers without Location",
  breaks: ["push.manifest.location"],
  answer: { "manifest.put": withoutHeader("Location") },
});

export const locationOfOtherPath = fault("manifest-location-unpullable", {
  title: "the Location of a manifest leaves out the repository",
  breaks: ["push.manifest.location-pullable"],
  answer: { "manifest.put": when(201, withHeader("Location", `/v2/manifests/${sha256Zero}`)) },
});

export const normalises = fault("manifest-normalised", {
  title: "a manifest's odd formatting is straightened before it is stored",
  breaks: ["push.manifest.exact-bytes"],
  manifests: {
    stores(bytes, mediaType) {
      const odd = bytes.includes("\t");
      return { bytes: odd ? Buffer.from(JSON.stringify(parse(bytes))) : bytes, mediaType };
    },
  },
});

export const wrongContentDigest = fault("manifest-put-wrong-content-digest", {
  title: "the answer to a manifest push names another digest",
  breaks: ["push.manifest.content-digest-header"],
  answer: { "manifest.put": when(201, withHeader("Docker-Content-Digest", sha256Zero)) },
});

export const digestUnverified = fault("manifest-digest-mismatch-accepted", {
  title: "a manifest is stored under whatever digest it is pushed by",
  breaks: ["push.manifest.digest-mismatch"],
  manifests: { verifies: () => true },
});

export const digestBecomesTag = fault("manifest-digest-push-creates-tag", {
  title: "a push by digest adds the digest to the tag list",
  breaks: ["push.manifest.by-digest-untagged"],
  tags: {
    list: ({ tags, manifests }) =>
      [...tags.keys(), ...[...manifests.keys()].map((digest) => digest.replace(":", "-"))].sort(),
  },
});

export const badReference = fault("manifest-put-bad-reference-201", {
  title: "a manifest pushed under a malformed digest answers 201",
  breaks: ["push.manifest.reference-grammar"],
  before: {
    "manifest.put": ({ reference }) =>
      reference === "sha256:baddigeststring" ? answer(201, { Location: "/v2/" }) : undefined,
  },
});

export const overwriteDeletes = fault("tag-overwrite-deletes-old", {
  title: "a manifest whose tag moves on is no longer there",
  breaks: ["push.manifest.tag-overwrite"],
  tags: {
    moves(repository, tag, digest) {
      const former = repository.tags.get(tag);
      if (former && former !== digest) repository.manifests.delete(former);
      return true;
    },
  },
});

export const repush409 = fault("manifest-repush-409", {
  title: "pushing the same manifest to the same tag again answers 409",
  breaks: ["push.manifest.idempotent"],
  before: {
    "manifest.put": async (request, registry) => {
      const digest = createHash("sha256")
        .update(await bytesOf(request, registry))
        .digest("hex");
      const { name, reference } = request;
      return registry.repositories.get(name)?.tags.get(reference) === `sha256:${digest}` ? answer(409) : undefined;
    },
  },
});

export const conflict500 = fault("manifest-type-conflict-500", {
  title: "a Content-Type that contradicts mediaType answers 500",
  breaks: ["push.manifest.mediatype-conflict"],
  ...refuses(500, ({ mediaType }, contentType) => Boolean(mediaType && contentType) && mediaType !== contentType),
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
  breaks: ["push.manifest.missing-blob-reject"],
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
  title: "an index answers 415",
  breaks: ["push.manifest.index-accepted"],
  ...refuses(415, (_, contentType) => contentType.includes("image.index")),
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

export const stripsUnknownFields = fault("manifest-unknown-field-stripped", {
  title: "unknown fields are removed from a manifest",
  breaks: ["push.manifest.unknown-fields"],
  manifests: stores((manifest) => {
    const { "org.example.unknown": unknown, ...known } = manifest;
    return unknown === undefined ? undefined : known;
  }),
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

export const foreignLayer500 = fault("manifest-foreign-layer-500", {
  title: "a manifest with a non-distributable layer answers 500",
  breaks: ["push.manifest.nondistributable"],
  ...refuses(500, (manifest) => layersOf(manifest).some(({ urls }) => urls !== undefined)),
});

export const stripsData = fault("manifest-data-field-stripped", {
  title: "embedded data is removed from descriptors",
  breaks: ["push.manifest.data-field"],
  manifests: stores(({ config, ...rest }) => {
    const { data, ...bare } = (config ?? {}) as Json;
    return data === undefined ? undefined : { ...rest, config: bare };
  }),
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

export const noSizeLimit = fault("manifest-no-size-limit", {
  title: "manifests of any size are stored",
  breaks: ["push.manifest.size-limit"],
  manifests: { limit: () => Number.POSITIVE_INFINITY },
});

export const tooLarge400 = fault("manifest-too-large-400", {
  title: "an oversized manifest answers 400",
  breaks: ["push.manifest.too-large-413"],
  answer: { "manifest.put": when(413, withStatus(400)) },
});

export const limitOfOneMiB = fault("manifest-limit-1mib", {
  title: "manifests over 1 MiB answer 413",
  breaks: ["push.manifest.four-megabytes"],
  manifests: { limit: () => 1024 * 1024 },
});

export const tagsOnlyInHeader = fault("tag-param-header-only", {
  title: "OCI-Tag names tags that do not resolve",
  breaks: ["push.manifest.tag-param"],
  tags: { moves: (_, tag, __, origin) => origin === "reference" || !tag.startsWith("one-") },
});

export const fiveTagsAtMost = fault("tag-param-max-five", {
  title: "of ten tag parameters only five are looked at",
  breaks: ["push.manifest.tag-param-ten"],
  manifests: { tagParameters: (tags) => (tags.length > 10 ? tags : tags.slice(0, 5)) },
});

export const manyTags500 = fault("tag-param-many-500", {
  title: "several hundred tag parameters answer 500",
  breaks: ["push.manifest.tag-param-414"],
  before: { "manifest.put": ({ query }) => (query.all("tag").length > 100 ? answer(500) : undefined) },
});

export const firstTagOnly = fault("tag-param-oci-tag-incomplete", {
  title: "OCI-Tag names only the first of three tags that were created",
  breaks: ["push.manifest.tag-param-oci-tag"],
  answer: {
    "manifest.put": (given, { query }) => {
      const tags = query.all("tag");
      return tags.length === 3 ? setHeader(given, "OCI-Tag", tags[0]) : given;
    },
  },
});

export const invalidTagCreated = fault("tag-param-invalid-created", {
  title: "an invalid tag parameter is created",
  breaks: ["push.manifest.tag-param-invalid"],
  tags: { accepts: (tag, origin) => origin === "parameter" || tag === "-bad" || /^\w[\w.-]{0,127}$/.test(tag) },
});

export const tagParameterByTag500 = fault("tag-param-by-tag-500", {
  title: "a tag parameter on a push by tag answers 500",
  breaks: ["push.manifest.tag-param-by-tag"],
  before: {
    "manifest.put": ({ query, reference }) =>
      query.all("tag").length > 0 && !reference.includes(":") ? answer(500) : undefined,
  },
});
