import type { Report } from "../../schemas/report.ts";

/** How the official suite calls what follows its last version. */
const development = "1.1+dev";

/**
 * The `config` of results.yaml: every member that the official suite writes, in its order, empty where the report knows
 * nothing of it. A switch is on where something was judged under it.
 */
export function configurationOf(
  { target, spec, tool, configuration, results }: Report,
  apis: Record<string, string>,
  data: Record<string, string>,
) {
  const { repository, secondRepository, credentials, insecure } = configuration;
  const secret = credentials === undefined || credentials === "none" ? "" : "***";
  const judged = (id: string) => results.find(({ requirement }) => requirement === id);
  const mandatory = (id: string) => judged(id)?.level === "MUST";
  return {
    registry: target.url.replace(/^[a-z]+:\/\//i, ""),
    tls: /^http:/i.test(target.url) ? "disabled" : insecure === true ? "insecure" : "enabled",
    repo1: String(repository ?? ""),
    repo2: String(secondRepository ?? ""),
    username: secret,
    password: secret,
    cacheAuth: true,
    logging: "",
    apis: {
      ping: "Ping" in apis,
      pull: "Blob get" in apis || "Manifest get by tag" in apis,
      push: "Blob push" in apis || "Manifest put by tag" in apis,
      blobs: {
        atomic: "Blob delete atomic" in apis,
        delete: "Blob delete" in apis,
        digestHeader: mandatory("pull.blob.get-digest-header"),
        mountAnonymous: "Blob anonymous mount" in apis,
        uploadCancel: "Blob upload cancel" in apis,
      },
      manifests: {
        atomic: "Manifest delete atomic" in apis,
        delete: "Manifest delete" in apis,
        digestHeader: mandatory("pull.manifest.content-digest-header"),
        tagParam: "Manifest put with tag params" in apis,
      },
      tags: { atomic: "Tag delete atomic" in apis, delete: "Tag delete" in apis, list: "Tag listing" in apis },
      referrer: "Referrers" in apis,
    },
    data: {
      image: "Image" in data,
      index: "Index" in data,
      indexList: "Nested Index" in data,
      sparse: "Sparse Manifests" in data,
      artifact: "Artifact" in data || "Artifact without Layers" in data,
      subject: "Artifacts with Subject" in data,
      subjectMissing: "Missing Subject" in data,
      artifactList: false,
      subjectList: "Index with Subject" in data,
      dataField: "Data Field" in data,
      nondistributable: "Non-distributable Layers" in data,
      customFields: "Custom Fields" in data,
      noLayers: "No Layers" in data,
      emptyBlob: judged("pull.empty-blob") !== undefined,
      sha512: "Blobs sha512" in data,
    },
    roData: readFrom(configuration.alsoRead),
    resultsDir: "",
    version: spec.distribution === "edge" ? development : spec.distribution,
    commit: `${tool.name} ${tool.version}`,
  };
}

function readFrom(alsoRead: unknown) {
  const { manifests = [], blobs = [], referrers = [] } = (alsoRead ?? {}) as Record<string, string[]>;
  const isDigest = (reference: string) => reference.includes(":");
  return {
    tags: manifests.filter((reference) => !isDigest(reference)),
    manifests: manifests.filter(isDigest),
    blobs,
    referrers,
  };
}
