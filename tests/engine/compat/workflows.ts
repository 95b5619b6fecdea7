import type { RunWishes } from "../../../engine/compat/options.ts";

export interface Workflow {
  /** Whose settings they are, and in which file. */
  of: string;
  /** Their own, but for the registry's address. */
  environment: Record<string, string>;
  /** Stands in oci-conformance.yaml beside them. */
  file?: string;
  /** What they come to, address and credentials left out. */
  wishes: RunWishes;
  /** What is worth a warning. */
  odd: RegExp[];
  /** The files that are then looked for. */
  files: string[];
}

const four = {
  OCI_TEST_PULL: "1",
  OCI_TEST_PUSH: "1",
  OCI_TEST_CONTENT_DISCOVERY: "1",
  OCI_TEST_CONTENT_MANAGEMENT: "1",
};
const reporter = ["html", "junit", "results-yaml"];
const files = ["report.html", "junit.xml"];

/** Settings under which public registries run the official suite in their CI. */
export const workflows: Workflow[] = [
  {
    of: "zot, .github/workflows/oci-conformance-action.yaml",
    environment: {
      OCI_NAMESPACE: "oci-conformance/distribution-test",
      ...four,
      OCI_REFERRERS: "1",
      OCI_CROSSMOUNT_NAMESPACE: "oci-conformance/crossmount-test",
    },
    wishes: {
      repository: "oci-conformance/distribution-test",
      secondRepository: "oci-conformance/crossmount-test",
      out: ".",
      reporter,
    },
    odd: [/^OCI_REFERRERS means nothing here; the nearest that does is OCI_API_REFERRER$/],
    files,
  },
  {
    of: "distribution, .github/workflows/conformance.yml",
    environment: { OCI_NAMESPACE: "oci-conformance/distribution-test", ...four, OCI_HIDE_SKIPPED_WORKFLOWS: "1" },
    wishes: { repository: "oci-conformance/distribution-test", out: ".", reporter },
    odd: [],
    files,
  },
  {
    of: "olareg, .github/workflows/ci-conformance.yml",
    environment: {
      OCI_NAMESPACE: "myorg/myrepo",
      ...four,
      OCI_HIDE_SKIPPED_WORKFLOWS: "0",
      OCI_DEBUG: "0",
      OCI_DELETE_MANIFEST_BEFORE_BLOBS: "0",
    },
    wishes: { repository: "myorg/myrepo", out: ".", reporter },
    odd: [],
    files,
  },
  {
    of: "keppel, .github/workflows/oci-distribution-conformance.yml",
    environment: {
      OCI_NAMESPACE: "conformance-test/oci",
      OCI_USERNAME: "johndoe",
      OCI_PASSWORD: "SuperSecret",
      ...four,
      OCI_CROSSMOUNT_NAMESPACE: "conformance-test/oci",
      OCI_HIDE_SKIPPED_WORKFLOWS: "0",
      OCI_DEBUG: "1",
      OCI_DELETE_MANIFEST_BEFORE_BLOBS: "1",
    },
    wishes: { repository: "conformance-test/oci", verbose: true, out: ".", reporter },
    odd: [/^OCI_CROSSMOUNT_NAMESPACE equals OCI_NAMESPACE.*conformance-test\/oci-second is used$/],
    files,
  },
  {
    of: "Harbor, tests/ci/conformance_test.sh",
    environment: {
      OCI_NAMESPACE: "conformance/testrepo",
      OCI_USERNAME: "admin",
      OCI_PASSWORD: "Harbor12345",
      OCI_DEBUG: "true",
      ...four,
      OCI_CROSSMOUNT_NAMESPACE: "crossmount/testrepo",
      OCI_AUTOMATIC_CROSSMOUNT: "false",
    },
    wishes: {
      repository: "conformance/testrepo",
      secondRepository: "crossmount/testrepo",
      verbose: true,
      out: ".",
      reporter,
    },
    odd: [],
    files,
  },
  {
    of: "Quay, .github/workflows/oci-distribution-spec.yaml",
    environment: {
      OCI_NAMESPACE: "myuser/myrepo",
      OCI_CROSSMOUNT_NAMESPACE: "myorg/other",
      OCI_USERNAME: "myuser",
      OCI_PASSWORD: "p@ssw0rd",
      ...four,
      OCI_TEST_CONTENT_MANAGEMENT: "0",
      OCI_HIDE_SKIPPED_WORKFLOWS: "0",
      OCI_DEBUG: "1",
      OCI_DELETE_MANIFEST_BEFORE_BLOBS: "0",
    },
    wishes: {
      repository: "myuser/myrepo",
      secondRepository: "myorg/other",
      category: ["pull", "push", "discovery"],
      verbose: true,
      out: ".",
      reporter,
    },
    odd: [/^OCI_TEST_CONTENT_MANAGEMENT: off/],
    files,
  },
  {
    of: "Azure Container Registry, .github/workflows/acr_all.yml",
    environment: {
      OCI_NAMESPACE: "ocitest/alltests",
      OCI_USERNAME: "acr",
      OCI_PASSWORD: "of-a-secret",
      ...four,
      OCI_HIDE_SKIPPED_WORKFLOWS: "1",
    },
    wishes: { repository: "ocitest/alltests", out: ".", reporter },
    odd: [],
    files,
  },
  {
    of: "the official suite itself, second version",
    environment: {
      OCI_TLS: "disabled",
      OCI_REPO1: "myorg/myrepo",
      OCI_REPO2: "myorg/myrepo2",
      OCI_RESULTS_DIR: ".",
      OCI_VERSION: "dev",
      OCI_DATA_SPARSE: "true",
    },
    wishes: {
      repository: "myorg/myrepo",
      secondRepository: "myorg/myrepo2",
      spec: "edge",
      out: ".",
      reporter,
    },
    odd: [],
    files: ["results.yaml", ...files],
  },
  {
    of: "a configuration file of its second version, as zot tries it",
    environment: {},
    file: "tls: disabled\nrepo1: zot/one\nrepo2: zot/two\nversion: 1.1\napis:\n  tags:\n    delete: false\ndata:\n  sparse: false\n",
    wishes: {
      repository: "zot/one",
      secondRepository: "zot/two",
      spec: "1.1",
      skip: [
        "management.tag.*",
        "discovery.tags.reflects-delete",
        "base.category.*",
        "errors.code.unsupported",
        "management.disable-allowed",
        "management.tag-only-manifest",
        "push.manifest.missing-blob-reject",
        "push.manifest.sparse-index",
      ],
      keepKind: ["tag"],
      out: "results",
      reporter,
    },
    odd: [],
    files: ["results/results.yaml", "results/report.html", "results/junit.xml"],
  },
];
