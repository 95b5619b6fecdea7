import { fault, type Rewrite } from "../fault.ts";
import { imageIndex, imageManifest } from "../media-types.ts";
import type { Registry } from "../registry.ts";
import type { RegistryRequest } from "../request.ts";
import { bare, setBody, setHeader, when, where, withHeader, withStatus } from "../rewrite.ts";
import type { Manifest } from "../store/repository.ts";

/** The manifest that an answer carries. */
function answered({ name, reference }: RegistryRequest, { repositories }: Registry): Manifest | undefined {
  const repository = repositories.get(name);
  return repository?.manifests.get(repository.tags.get(reference) ?? reference);
}

function isTypedImage(request: RegistryRequest, registry: Registry): boolean {
  const manifest = answered(request, registry);
  return manifest?.mediaType === imageManifest && JSON.parse(manifest.bytes.toString()).mediaType !== undefined;
}

function isPlainImage(request: RegistryRequest, registry: Registry): boolean {
  return isTypedImage(request, registry) && answered(request, registry)?.annotations === undefined;
}

const accepts = (accept: string | undefined) => (request: RegistryRequest) => request.header("accept") === accept;

/** The first manifest of an index in its place. */
const flattened: Rewrite = (reply, request, registry) => {
  const index = answered(request, registry);
  const { manifests = [] } = JSON.parse(index?.bytes.toString() ?? "{}");
  const first = registry.repositories.get(request.name)?.manifests.get(manifests[0]?.digest);
  return first ? setHeader(setBody(reply, first.bytes), "Content-Type", first.mediaType) : reply;
};

const both = (change: Rewrite) => ({ "manifest.get": change, "manifest.head": change });

export const genericType = fault("manifest-content-type-generic", {
  title: "image manifests without annotations are served as application/json",
  breaks: ["pull.manifest.content-type"],
  answer: both(when(200, where(isPlainImage, withHeader("Content-Type", "application/json")))),
});

export const typeWithCharset = fault("manifest-content-type-charset", {
  title: "the Content-Type of image manifests has a charset",
  breaks: ["pull.manifest.content-type-no-params"],
  answer: both(when(200, where(isTypedImage, withHeader("Content-Type", `${imageManifest}; charset=utf-8`)))),
});

export const typeSniffed = fault("manifest-type-sniffed", {
  title: "an image manifest that does not say its type is served as Docker's",
  breaks: ["push.manifest.content-type-roundtrip"],
  answer: both(
    when(
      200,
      where(
        (request, registry) =>
          answered(request, registry)?.mediaType === imageManifest && !isTypedImage(request, registry),
        withHeader("Content-Type", "application/vnd.docker.distribution.manifest.v2+json"),
      ),
    ),
  ),
});

export const parameterRefused = fault("manifest-type-param-415", {
  title: "a parameter in the Content-Type of a pushed manifest answers 415",
  breaks: ["push.manifest.ignore-type-params"],
  answer: {
    "manifest.put": where((request) => request.header("content-type")?.includes(";") ?? false, withStatus(415)),
  },
});

export const indexFlattened = fault("negotiation-index-flattened", {
  title: "where Accept has the index type alone, an index is answered with its first manifest",
  breaks: ["pull.negotiation.index-by-accept"],
  answer: { "manifest.get": when(200, where(accepts(imageIndex), flattened)) },
});

export const firstAcceptOnly = fault("negotiation-first-accept-only", {
  title: "of two Accept lines the second is not read",
  breaks: ["pull.negotiation.accept-multi-header"],
  // As Node joins two lines; in one line we send no space.
  answer: { "manifest.get": when(200, where(accepts(`${imageManifest}, ${imageIndex}`), flattened)) },
});

export const noAccept406 = fault("negotiation-no-accept-406", {
  title: "a manifest asked for by digest without Accept answers 406",
  breaks: ["pull.negotiation.no-accept"],
  answer: {
    "manifest.get": when(
      200,
      where((request) => request.header("accept") === undefined && request.reference.includes(":"), bare(406)),
    ),
  },
});

export const convertedByDigest = fault("negotiation-digest-conversion", {
  title: "a manifest asked for by digest with a foreign Accept comes in another form",
  breaks: ["pull.negotiation.accept-mismatch"],
  answer: {
    "manifest.get": when(
      200,
      where(accepts("application/vnd.example.other+json"), (reply, request, registry) => {
        const manifest = answered(request, registry);
        return manifest ? setBody(reply, Buffer.from(JSON.stringify(JSON.parse(manifest.bytes.toString())))) : reply;
      }),
    ),
  },
});
