import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { settingsOf } from "../../../engine/compat/settings.ts";
import { settingsText, shownSettings } from "../../../engine/compat/show.ts";
import { configurationOf } from "../../../engine/configuration.ts";
import { inNewFolder } from "../../cli/new-folder.ts";

const withFile = <T>(text: string, work: (config: string) => T) =>
  inNewFolder(async (folder) => {
    const config = join(folder, "conformance.yaml");
    writeFileSync(config, text);
    return work(config);
  });

describe("Of several sources", () => {
  const file = "registry: file.example\nversion: '1.0'\nrepo1: from/file\n";
  const legacy = { OCI_ROOT_URL: "http://legacy.example", OCI_NAMESPACE: "from/legacy", OCI_CROSSMOUNT_NAMESPACE: "x" };

  test("the command line comes before the environment, that before the file, and that before the first suite's variables", () =>
    withFile(file, (config) => {
      const environment = { ...legacy, OCI_VERSION: "dev", OCI_CONFIGURATION: config };
      const { wishes, origins, notes } = settingsOf({ registry: "http://line.example" }, environment);
      expect(wishes).toMatchObject({
        registry: "http://line.example",
        spec: "edge",
        repository: "from/file",
        secondRepository: "x",
      });
      expect(origins).toMatchObject({
        registry: "--registry",
        spec: "OCI_VERSION",
        repository: "repo1 in conformance.yaml",
        secondRepository: "OCI_CROSSMOUNT_NAMESPACE",
      });
      expect(notes.map(({ text }) => text)).toContain(
        "OCI_NAMESPACE counts for nothing beside repo1 in conformance.yaml",
      );
    }));

  test("what is skipped adds up", () => {
    const { wishes } = settingsOf({ skip: ["base.*"] }, { OCI_API_PING: "0", OCI_DATA_SHA512: "F" });
    expect(wishes.skip).toEqual(expect.arrayContaining(["base.*", "base.v2.*", "base.digest.sha512"]));
  });

  test("a token and a login do not contradict each other unless both stand on the command line", () => {
    const login = { OCI_USERNAME: "u", OCI_PASSWORD: "p" };
    const credentials = (...[given, environment]: Parameters<typeof settingsOf>) => {
      const settings = settingsOf(given, environment);
      return configurationOf(settings.wishes, settings.environment).credentials;
    };
    expect(credentials({ token: "t" }, login)).toEqual({ token: "t" });
    expect(credentials({ username: "a", password: "b" }, { OCI_TOKEN: "t" })).toEqual({ username: "a", password: "b" });
    expect(credentials({}, { ...login, OCI_TOKEN: "t" })).toEqual({ username: "u", password: "p" });
    expect(() => credentials({ token: "t", username: "u" }, {})).toThrow("--token contradicts");
    expect(credentials({}, { OCI_USERNAME: "u" })).toBeUndefined();
  });
});

describe("The registry's address", () => {
  test.each([
    [{ OCI_REGISTRY: "r.example" }, "https://r.example"],
    [{ OCI_REGISTRY: "r.example", OCI_TLS: "enabled" }, "https://r.example"],
    [{ OCI_REGISTRY: "r.example:8080", OCI_TLS: "disabled" }, "http://r.example:8080"],
    [{ OCI_REGISTRY: "http://r.example/prefix" }, "http://r.example/prefix"],
    [{ OCI_ROOT_URL: "https://r.example/Prefix/" }, "https://r.example/Prefix"],
    [{ OCI_ROOT_URL: "https://r.example", OCI_TLS: "disabled" }, "http://r.example"],
    [{ OCI_TLS: "disabled" }, "http://localhost:5000"],
    [{ OCI_VERSION: "1.0" }, "https://localhost:5000"],
    [{ OCI_USERNAME: "u", OCI_PASSWORD: "p" }, undefined],
  ])("%j is %s", (environment, baseUrl) => {
    expect(configurationOf(settingsOf({}, environment).wishes, {}).baseUrl).toBe(baseUrl);
  });

  test("takes http from OCI_TLS on the command line, too", () => {
    const { wishes } = settingsOf({ registry: "r.example:8080" }, { OCI_TLS: "disabled" });
    expect(configurationOf(wishes, {}).baseUrl).toBe("http://r.example:8080");
    const other = settingsOf({ registry: "https://r.example" }, { OCI_TLS: "disabled" });
    expect(configurationOf(other.wishes, {}).baseUrl).toBe("https://r.example");
  });

  test("is not verified where OCI_TLS is insecure", () => {
    expect(settingsOf({}, { OCI_REGISTRY: "r.example", OCI_TLS: "insecure" }).wishes).toMatchObject({
      registry: "https://r.example",
      insecure: true,
    });
  });
});

test.each(["hunter2", "hunt@er2", "hunt/er2"])("A password in an address is not repeated: %s", (password) => {
  const url = `http://me:${password}@r.example`;
  const { notes } = settingsOf({}, { OCI_ROOT_URL: url, OCI_NAMESPACE: "a/b" });
  expect(notes).toContainEqual({ text: "OCI_ROOT_URL is the address http://***@r.example", odd: false });
  expect(JSON.stringify(notes)).not.toMatch(/hunt|er2/);
});

test("Formats that are asked for come beside those of the official suite, and only the strongest wish for some counts", () =>
  withFile("reporter: [sarif]\n", (config) => {
    expect(settingsOf({ config }, {}).wishes.reporter).toEqual(["sarif"]);
    expect(settingsOf({ config, reporter: ["tap"] }, {}).wishes.reporter).toEqual(["tap"]);
    expect(settingsOf({ config }, { OCI_VERSION: "1.1" }).wishes.reporter).toEqual([
      "sarif",
      "html",
      "junit",
      "results-yaml",
    ]);
  }));

describe("The first suite's variables", () => {
  test("make a run that only reads of three things that are there, unless pushing is asked for", () => {
    const there = { OCI_TAG_NAME: "v1", OCI_MANIFEST_DIGEST: "sha256:a", OCI_BLOB_DIGEST: "sha256:b" };
    expect(settingsOf({}, there).wishes).toMatchObject({ pullOnly: true, tag: "v1" });
    expect(settingsOf({}, { ...there, OCI_TEST_PULL: "1" }).wishes).toMatchObject({ pullOnly: true });
    expect(settingsOf({}, { ...there, OCI_TEST_PULL: "1", OCI_TEST_PUSH: "1" }).wishes.pullOnly).toBeUndefined();
  });

  test("mean what the second version makes of them where that is spoken, too", () => {
    const { wishes } = settingsOf(
      {},
      { OCI_TEST_PULL: "1", OCI_TEST_CONTENT_DISCOVERY: "0", OCI_REGISTRY: "r.example" },
    );
    expect(wishes.category).toBeUndefined();
    expect(wishes.skip).toEqual(expect.arrayContaining(["discovery.tags.*", "referrers.*"]));
  });

  test.each([
    ["OCI_TEST_PUSH", { pullOnly: true }, []],
    ["OCI_TEST_CONTENT_DISCOVERY", {}, ["discovery.tags.*", "referrers.*"]],
    ["OCI_TEST_CONTENT_MANAGEMENT", {}, ["management.tag.*", "management.manifest.*", "management.blob.*"]],
  ])("turn off what the second version knows by other names: %s", (name, wanted, skipped) => {
    const { wishes } = settingsOf({}, { [name]: "0", OCI_REGISTRY: "r.example" });
    expect(wishes).toMatchObject(wanted);
    for (const each of skipped) expect(wishes.skip).toContain(each);
  });

  test("reach options of ours", () => {
    const { wishes } = settingsOf(
      {},
      { OCI_AUTH_SCOPE: "s", OCI_REPORT_DIR: "none", OCI_SKIP_EMPTY_LAYER_PUSH_TEST: "1" },
    );
    expect(wishes).toMatchObject({ authScope: "s", out: "none", skip: ["push.manifest.empty-layers"] });
  });
});

describe("Of a thing that is there a run begins", () => {
  const there = { OCI_RO_DATA_TAGS: "v1", OCI_REGISTRY: "r.example" };

  test("where nothing is pushed, whoever says so", () =>
    withFile("pullOnly: true\n", (config) => {
      for (const given of [{ pullOnly: true }, { useSeed: true }, { config }])
        expect(settingsOf(given, there).wishes, JSON.stringify(given)).toMatchObject({ tag: "v1", alsoRead: ["v1"] });
    }));

  test("and elsewhere reads it besides", () => {
    for (const given of [{}, { pullOnly: false }, { keep: true }]) {
      const { wishes } = settingsOf(given, there);
      expect(wishes.tag, JSON.stringify(given)).toBeUndefined();
      expect(wishes.alsoRead).toEqual(["v1"]);
    }
  });
});

describe("What makes no sense is refused in one line", () => {
  test.each<[Record<string, string>, string]>([
    [{ OCI_VERSION: "2.0" }, "OCI_VERSION"],
    [{ OCI_TLS: "off" }, "enabled, disabled, insecure"],
    [{ OCI_LOG: "loud" }, "debug, info"],
    [{ OCI_API_PULL: "yes" }, "neither true nor false"],
    [{ OCI_DATA_IMAGE: "false" }, "nothing to test"],
    [{ OCI_FILTER_TEST: "nothing like it" }, "fits no test"],
    [{ OCI_TEST_PULL: "0" }, "nothing to test"],
    [{ OCI_CONFIGURATION: "/nowhere/at-all.yaml" }, "cannot be read"],
  ])("%j", (environment, hint) => {
    expect(() => settingsOf({}, environment)).toThrow(hint);
  });

  test.each([
    ["version: 1.0\nspec: '1.1'\n", "say the same thing"],
    ["- a\n", "a map of keys"],
    ["apis: [\n", "not YAML"],
    ["apis:\n  pull: sometimes\n", "apis.pull in conformance.yaml"],
    ["concurrency: many\n", "no number"],
    ["registry: [a]\n", "takes one value"],
  ])("%j", (text, hint) => withFile(text, (config) => expect(() => settingsOf({ config }, {})).toThrow(hint)));
});

test("what is unknown is named, with what it may have meant", () =>
  withFile("repositry: a/b\napis:\n  blob:\n    delete: false\n", (config) => {
    const texts = settingsOf({ config }, { OCI_API_TAG_LIST: "1", OCI_EMPTY: "" }).notes.map(({ text }) => text);
    expect(texts).toEqual([
      "repositry in conformance.yaml means nothing here; the nearest that does is repository",
      "apis.blob.delete in conformance.yaml means nothing here; the nearest that does is apis.blobs.delete",
      "OCI_API_TAG_LIST means nothing here; the nearest that does is OCI_API_TAGS_LIST",
    ]);
  }));

describe("The settings that are shown", () => {
  test("say where each value comes from, and no secret", () => {
    const settings = settingsOf({ spec: "1.0" }, { OCI_USERNAME: "me", OCI_PASSWORD: "hunter2", OCI_REPO1: "a/b" });
    expect(shownSettings(settings)).toMatchObject({
      spec: { value: "1.0", from: "--spec" },
      password: { value: "***", from: "OCI_PASSWORD" },
      repository: { value: "a/b", from: "OCI_REPO1" },
      timeout: { value: 30, from: "default" },
    });
    expect(settingsText(settings)).not.toContain("hunter2");
  });

  test("are a configuration file that says the same", () => {
    const given = { registry: "http://r.example", only: ["pull.*"], rate: 5, keep: true, spec: "1.0,1.1" };
    return withFile(settingsText(settingsOf(given, {})), (config) => {
      const { wishes } = settingsOf({ config }, {});
      expect(configurationOf(wishes, {})).toEqual(configurationOf(given, {}));
    });
  });
});
