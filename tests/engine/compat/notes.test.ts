import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { settingsOf } from "../../../engine/compat/settings.ts";
import { inNewFolder } from "../../cli/new-folder.ts";

/** What people are told of these variables: what is not as they may think behind a "!". */
function told(environment: Record<string, string>, commandLine: Parameters<typeof settingsOf>[0] = {}): string[] {
  return settingsOf(commandLine, environment).notes.map(({ text, odd }) => `${odd ? "! " : ""}${text}`);
}

describe("A setting of the official suite is told by the option that says the same here", () => {
  test.each<[Record<string, string>, string[]]>([
    [{ OCI_VERSION: "stable" }, ["OCI_VERSION is --spec 1.1"]],
    [{ OCI_VERSION: "1.1+dev" }, ["OCI_VERSION is --spec edge"]],
    [{ OCI_LOG: "debug" }, ["OCI_LOG is --verbose"]],
    [{ OCI_LOG: "info" }, ["OCI_LOG is --verbose"]],
    [{ OCI_LOG: "error" }, ["OCI_LOG is --quiet"]],
    [{ OCI_REPO1: "a/b", OCI_REPO2: "c" }, ["OCI_REPO1 is --repository a/b", "OCI_REPO2 is --second-repository c"]],
    [{ OCI_REGISTRY: "r.example", OCI_TLS: "disabled" }, ["OCI_REGISTRY is the address http://r.example"]],
    [
      { OCI_REGISTRY: "r.example", OCI_TLS: "insecure" },
      ["OCI_REGISTRY is the address https://r.example", "OCI_TLS is --insecure"],
    ],
    [{ OCI_FILTER_TEST: "OCI Conformance Test/ping" }, ["OCI_FILTER_TEST is --only 'base.v2.*'"]],
    [{ OCI_FILTER_TEST: "OCI Conformance Test" }, []],
    [
      { OCI_API_BLOBS_UPLOAD_CANCEL: "0" },
      ["OCI_API_BLOBS_UPLOAD_CANCEL is --skip 'push.cancel.*'", "OCI_API_BLOBS_UPLOAD_CANCEL is --keep-kind upload"],
    ],
    [{ OCI_DATA_INDEX_LIST: "0" }, ["OCI_DATA_INDEX_LIST is --skip-data an index of an index"]],
    [{ OCI_API_PUSH: "0" }, ["OCI_API_PUSH is --pull-only", "OCI_API_PUSH=false: nothing but GET and HEAD is sent"]],
    [
      { OCI_API_PUSH: "0", OCI_RO_DATA_TAGS: "a b", OCI_RO_DATA_BLOBS: "sha256:c", OCI_RO_DATA_REFERRERS: "sha256:d" },
      [
        "OCI_API_PUSH is --pull-only",
        "OCI_RO_DATA_TAGS is --tag a",
        "OCI_RO_DATA_TAGS is --also-read a --also-read b",
        "OCI_RO_DATA_BLOBS is --also-read blob:sha256:c",
        "OCI_RO_DATA_REFERRERS is --also-read referrers:sha256:d",
        "OCI_API_PUSH=false: nothing but GET and HEAD is sent",
      ],
    ],
    [{ OCI_RO_DATA_MANIFESTS: "sha256:a" }, ["OCI_RO_DATA_MANIFESTS is --also-read sha256:a"]],
    [
      { OCI_TEST_PULL: "1", OCI_TEST_PUSH: "1", OCI_TEST_CONTENT_DISCOVERY: "1", OCI_TEST_CONTENT_MANAGEMENT: "t" },
      [
        "OCI_TEST_PULL, OCI_TEST_PUSH, OCI_TEST_CONTENT_DISCOVERY, OCI_TEST_CONTENT_MANAGEMENT: all of them is what is tested anyway",
      ],
    ],
    [{ OCI_DEBUG: "1", OCI_REPORT_DIR: "x" }, ["OCI_REPORT_DIR is --out x", "OCI_DEBUG is --verbose"]],
    [{ OCI_DEBUG: "0" }, []],
    [
      { OCI_TAG_NAME: "v1", OCI_TAG_LIST: "a", OCI_MANIFEST_DIGEST: "sha256:a", OCI_BLOB_DIGEST: "sha256:b" },
      [
        "OCI_TAG_NAME is --tag v1",
        "OCI_TAG_NAME is --also-read v1 --also-read a",
        "OCI_MANIFEST_DIGEST is --also-read sha256:a",
        "OCI_BLOB_DIGEST is --also-read blob:sha256:b",
        "OCI_TAG_NAME, OCI_MANIFEST_DIGEST, OCI_BLOB_DIGEST is --pull-only",
      ],
    ],
    [
      { OCI_MANIFEST_DIGEST: "sha256:a", OCI_BLOB_DIGEST: "sha256:b" },
      ["OCI_MANIFEST_DIGEST is --also-read sha256:a", "OCI_BLOB_DIGEST is --also-read blob:sha256:b"],
    ],
    [{ OCI_TAG_LIST: "a,b" }, ["OCI_TAG_LIST is --also-read a --also-read b"]],
    [{ OCI_AUTH_SCOPE: "s" }, ["OCI_AUTH_SCOPE is --auth-scope s"]],
    [{ OCI_USERNAME: "u", OCI_PASSWORD: "hunter2" }, []],
  ])("%j", (environment, notes) => {
    expect(told(environment)).toEqual(notes);
  });
});

describe("A setting that changes nothing is told so", () => {
  test.each<[Record<string, string>, RegExp[]]>([
    [{ OCI_LOG: "warn" }, [/^OCI_LOG=warn is how it is anyway$/]],
    [{ OCI_CACHE_AUTH: "1" }, [/^OCI_CACHE_AUTH changes nothing/]],
    [{ OCI_HIDE_SKIPPED_WORKFLOWS: "0" }, [/^OCI_HIDE_SKIPPED_WORKFLOWS changes nothing/]],
    [{ OCI_DELETE_MANIFEST_BEFORE_BLOBS: "1" }, [/^OCI_DELETE_MANIFEST_BEFORE_BLOBS changes nothing/]],
    [{ OCI_AUTOMATIC_CROSSMOUNT: "1" }, [/^OCI_AUTOMATIC_CROSSMOUNT changes nothing/]],
    [{ OCI_DATA_ARTIFACT_LIST: "0" }, [/^OCI_DATA_ARTIFACT_LIST=false: nothing here pushes/]],
    [
      { OCI_DATA_IMAGE: "1", OCI_DATA_INDEX: "1", OCI_LOG: "warn" },
      [/^OCI_LOG=warn/, /^OCI_DATA_IMAGE, OCI_DATA_INDEX=true: what it names is tested anyway/],
    ],
  ])("%j", (environment, notes) => {
    const texts = told(environment);
    expect(texts).toHaveLength(notes.length);
    for (const [at, note] of notes.entries()) expect(texts[at]).toMatch(note);
  });
});

describe("What is not as people may think is told as such", () => {
  const odd = (...given: Parameters<typeof told>) => told(...given).filter((text) => text.startsWith("! "));

  test.each<[Record<string, string>, RegExp]>([
    [{ OCI_REGISTRY: "http://r.example", OCI_TLS: "enabled" }, /^! OCI_REGISTRY: .* takes no scheme here$/],
    [{ OCI_ROOT_URL: "https://r.example" }, /^! OCI_ROOT_URL: unlike there, the certificate is verified/],
    [
      { OCI_NAMESPACE: "a/b", OCI_CROSSMOUNT_NAMESPACE: "a/b" },
      /^! OCI_CROSSMOUNT_NAMESPACE equals .* a\/b-second is used$/,
    ],
    [
      { OCI_TEST_PULL: "1", OCI_TEST_PUSH: "0" },
      /^! OCI_TEST_PUSH, OCI_TEST_CONTENT_DISCOVERY, OCI_TEST_CONTENT_MANAGEMENT: off/,
    ],
    [{ OCI_USERNAME: "u" }, /^! OCI_USERNAME counts for nothing without a password$/],
    [{ OCI_PASSWORD: "p" }, /^! OCI_PASSWORD counts for nothing without a user$/],
    [{ OCI_REPO1: "a", OCI_NAMESPACE: "b" }, /^! OCI_NAMESPACE counts for nothing beside OCI_REPO1$/],
    [{ OCI_REGISTY: "a" }, /^! OCI_REGISTY means nothing here; the nearest that does is OCI_REGISTRY$/],
  ])("%j", (environment, note) => {
    expect(odd(environment)).toEqual([expect.stringMatching(note)]);
  });

  test("also where the command line says it otherwise", () => {
    expect(odd({ OCI_REPO1: "a" }, { repository: "b" })).toEqual([
      "! OCI_REPO1 counts for nothing beside --repository",
    ]);
    expect(odd({ OCI_NAMESPACE: "a/b", OCI_CROSSMOUNT_NAMESPACE: "c/d" })).toEqual([]);
    expect(odd({ OCI_ROOT_URL: "http://r.example" })).toEqual([]);
  });

  test("and of a login what the command line says is not taken away", () => {
    expect(settingsOf({ username: "u" }, {}).wishes).toEqual({ username: "u" });
    expect(settingsOf({}, { OCI_USERNAME: "u" })).toMatchObject({ wishes: {}, origins: {} });
    expect(settingsOf({}, { OCI_PASSWORD: "p" })).toMatchObject({ wishes: {}, origins: {} });
  });
});

describe("Where the settings of the official suite are in use", () => {
  test("its defaults hold for what nobody says, and ours elsewhere", () => {
    const of = (...given: Parameters<typeof settingsOf>) => settingsOf(...given).wishes;
    const reporter = ["html", "junit", "results-yaml"];
    expect(of({}, {})).toEqual({});
    expect(of({}, { OCI_LOG: "warn" })).toEqual({
      registry: "localhost:5000",
      repository: "conformance/repo1",
      secondRepository: "conformance/repo2",
      out: "results",
      reporter,
    });
    expect(of({}, { OCI_REGISTRY: "r.example" })).toMatchObject({ repository: "conformance/repo1", out: "results" });
    expect(of({ keep: true }, { OCI_LOG: "warn" })).toMatchObject({ repository: "conformance/repo1" });
    expect(of({}, { OCI_ROOT_URL: "http://r.example" })).toEqual({ registry: "http://r.example", out: ".", reporter });
    expect(of({ registry: "http://r.example", out: "x" }, { OCI_LOG: "warn" })).toEqual({
      registry: "http://r.example",
      out: "x",
      reporter,
    });
  });

  test("a login does not reach the run by the environment as well", () => {
    const environment = { OCI_USERNAME: "u", OCI_PASSWORD: "p", OCI_TOKEN: "t", HOME: "/home/u" };
    expect(settingsOf({}, environment).environment).toEqual({ HOME: "/home/u" });
  });

  test("a registry in the file alone is ours as well", () =>
    inNewFolder(async (folder) => {
      const config = join(folder, "conformance.yaml");
      writeFileSync(config, "registry: r.example\nusername: u\npassword: hunter2\ncommit: abc\nlegacy: true\n");
      const { wishes, notes } = settingsOf({ config }, {});
      expect(wishes).toMatchObject({ registry: "r.example", username: "u", password: "hunter2" });
      expect(notes.map(({ text }) => text)).toEqual([
        "commit in conformance.yaml changes nothing: it is what a run writes, not what it reads",
        "legacy in conformance.yaml changes nothing: it is what a run writes, not what it reads",
      ]);
      expect(JSON.stringify(notes)).not.toContain("hunter2");
      writeFileSync(config, "registry: r.example\n");
      expect(settingsOf({ config }, {}).wishes).toEqual({ registry: "r.example" });
    }));
});

test("Lists of what is there add up over all sources, and of other values the strongest counts", () =>
  inNewFolder(async (folder) => {
    const config = join(folder, "conformance.yaml");
    writeFileSync(config, "roData:\n  tags: [b, a]\napis:\n  blobs:\n    delete: true\n");
    const settings = settingsOf({ config }, { OCI_RO_DATA_TAGS: "a", OCI_API_BLOBS_DELETE: "false" });
    expect(settings.wishes.alsoRead).toEqual(["a", "b"]);
    expect(settings.wishes.keepKind).toEqual(["blob"]);
    expect(settings.notes).toContainEqual({
      text: "apis.blobs.delete in conformance.yaml counts for nothing beside OCI_API_BLOBS_DELETE",
      odd: true,
    });
    expect(settings.notes.filter(({ text }) => /^roData.* counts for nothing/.test(text))).toEqual([]);
  }));
