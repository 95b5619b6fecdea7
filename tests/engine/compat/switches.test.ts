import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { keys } from "../../../engine/compat/keys.ts";
import { settingsOf } from "../../../engine/compat/settings.ts";
import { switches } from "../../../engine/compat/switches.ts";
import { conductRun } from "../../../engine/conduct.ts";
import { configurationOf } from "../../../engine/configuration.ts";
import { planOf } from "../../../engine/plan.ts";
import { blobDeleteDoesNothing } from "../../../registry/faults/management-blobs.ts";
import { danglingTags, manifestDeleteDoesNothing } from "../../../registry/faults/management-manifests.ts";
import { tagDeleteDoesNothing } from "../../../registry/faults/management-tags.ts";
import { nestedRefused } from "../../../registry/faults/push-data-sets.ts";
import { deletedStays } from "../../../registry/faults/tags.ts";
import { startRegistry } from "../../../registry/server.ts";
import { renderResultsYaml } from "../../../reporters/results-yaml.ts";

const variableOf = (name: keyof typeof switches) => keys[name].variable ?? "";

describe("A switch", () => {
  test.each(Object.entries(switches).filter(([, { skip }]) => skip))(
    "%s that is off takes away what there is, and not everything",
    (name, { skip = [] }) => {
      const whole = planOf("edge", {}).tests.length;
      for (const pattern of skip) expect(planOf("edge", { only: [pattern] }).tests.length, pattern).toBeGreaterThan(0);
      const { wishes } = settingsOf({}, { [variableOf(name as keyof typeof switches)]: "false" });
      expect(wishes.skip).toEqual(skip);
      const left = planOf("edge", { skip: wishes.skip ?? [] }).tests.length;
      expect(left).toBeLessThan(whole);
      expect(left).toBeGreaterThan(whole / 2);
    },
  );

  test("that is on changes nothing", () => {
    const on = Object.keys(switches).map((name) => [variableOf(name as keyof typeof switches), "true"]);
    const { wishes } = settingsOf({}, { ...Object.fromEntries(on), OCI_REGISTRY: "localhost:5000" });
    expect(Object.keys(wishes).sort()).toEqual(["out", "registry", "reporter", "repository", "secondRepository"]);
  });

  test("for deletion that is off means that no such request is sent, not even to clean up", async () => {
    const registry = await startRegistry();
    const off = [
      "OCI_API_BLOBS_DELETE",
      "OCI_API_MANIFESTS_DELETE",
      "OCI_API_TAGS_DELETE",
      "OCI_API_BLOBS_UPLOAD_CANCEL",
    ];
    const { wishes } = settingsOf(
      { registry: registry.url },
      { ...Object.fromEntries(off.map((name) => [name, "false"])), OCI_VERSION: "dev" },
    );
    const report = await conductRun(configurationOf(wishes, {}));
    await registry.close();
    const deletions = report.exchanges.filter(({ request: { method } }) => method === "DELETE");
    expect(deletions).toEqual([]);
    expect(report.cleanup).toMatchObject({ removed: 0, requests: 0 });
    expect(report.results.filter(({ verdict }) => !["pass", "info", "skip"].includes(verdict))).toEqual([]);
  });

  test("for pushing that is off means that nothing but GET and HEAD is sent", async () => {
    const registry = await startRegistry();
    const repository = "preloaded/image";
    await conductRun(configurationOf({ registry: registry.url, repository, keep: true, only: ["pull.*"] }, {}));
    const { tags } = (await (await fetch(`${registry.url}/v2/${repository}/tags/list`)).json()) as { tags: string[] };
    const { wishes } = settingsOf(
      {},
      {
        OCI_REGISTRY: new URL(registry.url).host,
        OCI_TLS: "disabled",
        OCI_REPO1: repository,
        OCI_API_PUSH: "false",
        OCI_RO_DATA_TAGS: tags.slice(0, 2).join(" "),
      },
    );
    expect(wishes).toMatchObject({ pullOnly: true, tag: tags[0], alsoRead: tags.slice(0, 2) });
    const report = await conductRun(configurationOf(wishes, {}));
    const after = (await (await fetch(`${registry.url}/v2/${repository}/tags/list`)).json()) as { tags: string[] };
    await registry.close();
    expect([...new Set(report.exchanges.map(({ request }) => request.method))].sort()).toEqual(["GET", "HEAD"]);
    expect(after.tags).toEqual(tags);
    const asked = new Set(report.exchanges.map(({ request: { method, url } }) => `${method} ${url.split("/").at(-1)}`));
    for (const tag of tags.slice(0, 2))
      for (const method of ["GET", "HEAD"]) expect(asked).toContain(`${method} ${tag}`);
  });

  test.each([
    ["OCI_API_BLOBS_ATOMIC", blobDeleteDoesNothing],
    ["OCI_API_MANIFESTS_ATOMIC", manifestDeleteDoesNothing],
    ["OCI_API_MANIFESTS_ATOMIC", danglingTags],
    ["OCI_API_TAGS_ATOMIC", tagDeleteDoesNothing],
    ["OCI_API_TAGS_ATOMIC", deletedStays],
  ])("%s that is off: what is still there after its deletion breaks nothing", async (variable, fault) => {
    const conduct = { faults: [fault.id] };
    const worse = async (environment: Record<string, string>) => {
      const { wishes } = settingsOf({ only: ["*delete*", "management.*"] }, { ...environment, OCI_VERSION: "dev" });
      const report = await conductRun(configurationOf({ ...wishes, registry: undefined }, {}), conduct);
      return report.results.filter(({ verdict }) => !["pass", "info", "skip"].includes(verdict));
    };
    expect((await worse({})).map(({ verdict }) => verdict)).toContain("warn");
    expect(await worse({ [variable]: "false" })).toEqual([]);
  });
});

describe("Read-only data beside pushing", () => {
  const repository = "conformance/repo1";
  const blob = `sha256:${createHash("sha256").update("theirs").digest("hex")}`;
  const manifest = JSON.stringify({
    schemaVersion: 2,
    mediaType: "application/vnd.oci.image.manifest.v1+json",
    config: { mediaType: "application/vnd.oci.empty.v1+json", digest: blob, size: 6 },
    layers: [],
  });
  const digest = `sha256:${createHash("sha256").update(manifest).digest("hex")}`;
  const environment = {
    OCI_TLS: "disabled",
    OCI_RO_DATA_TAGS: "v1",
    OCI_RO_DATA_MANIFESTS: digest,
    OCI_RO_DATA_BLOBS: blob,
    OCI_RO_DATA_REFERRERS: digest,
  };

  /** A run where there is that, or a part of it; and whether the manifest is there afterwards. */
  async function run(fill: boolean) {
    const registry = await startRegistry();
    const at = `${registry.url}/v2/${repository}`;
    if (fill) {
      await fetch(`${at}/blobs/uploads/?digest=${blob}`, { method: "POST", body: "theirs" });
      const headers = { "Content-Type": "application/vnd.oci.image.manifest.v1+json" };
      await fetch(`${at}/manifests/v1`, { method: "PUT", body: manifest, headers });
    }
    const { wishes } = settingsOf(
      { only: ["pull.*", "referrers.list-200"] },
      { ...environment, OCI_REGISTRY: new URL(registry.url).host },
    );
    const report = await conductRun(configurationOf(wishes, {}));
    const { status } = await fetch(`${at}/manifests/v1`);
    await registry.close();
    const failed = report.results.filter(({ verdict }) => verdict === "fail").map(({ requirement }) => requirement);
    return { report, status, failed };
  }

  test("is read, and stays", async () => {
    const { report, status, failed } = await run(true);
    expect(failed).toEqual([]);
    expect(status).toBe(200);
    const steps = report.exchanges.map(({ step }) => step).filter((step) => step.startsWith("there: "));
    expect(steps.sort()).toEqual(
      [
        ...["v1", digest].flatMap((reference) => [`get manifest ${reference}`, `head manifest ${reference}`]),
        ...[`get blob ${blob}`, `head blob ${blob}`, `list referrers of ${digest}`],
      ]
        .map((step) => `there: ${step}`)
        .sort(),
    );
    expect(renderResultsYaml(report)).toContain(`roData:\n    tags:\n      - v1\n    manifests:\n      - ${digest}`);
  });

  test("that is not there fails what reads it", async () => {
    const { failed } = await run(false);
    expect(failed.sort()).toEqual([
      "pull.blob.get-200",
      "pull.blob.head-200",
      "pull.manifest.get-200",
      "pull.manifest.head-200",
    ]);
  });

  test("must be named in a form that can be there, in a repository", () => {
    const wrong = (alsoRead: string[], repository?: string) => () => configurationOf({ alsoRead, repository }, {});
    for (const name of ["blob:v1", "a tag", "referrers:", "sha256:", `sha256:${"a".repeat(63)}`])
      expect(wrong([name], "a/b")).toThrow(/--also-read/);
    expect(wrong(["v1"])).toThrow(/say in which --repository/);
  });
});

describe("Nested indexes that are off", () => {
  test("are not pushed, and an index over platforms is judged all the same", async () => {
    const { wishes } = settingsOf({ only: ["push.manifest.index-accepted"] }, { OCI_DATA_INDEX_LIST: "false" });
    const configuration = configurationOf({ ...wishes, registry: undefined }, {});
    const report = await conductRun(configuration, { faults: [nestedRefused.id] });
    expect(report.results.map(({ verdict }) => verdict)).toEqual(["pass"]);
    expect(report.exchanges.some(({ step }) => step.includes("an index of an index"))).toBe(false);
    expect(renderResultsYaml(report)).toMatch(/ {2}Index: Pass\n$/);
    const bare = await conductRun(configurationOf({ only: wishes.only }, {}), { faults: [nestedRefused.id] });
    expect(bare.results.map(({ verdict }) => verdict)).toEqual(["warn"]);
  });

  test("A data set must be one that there is", () => {
    expect(() => configurationOf({ skipData: ["an index of images"] }, {})).toThrow(
      /--skip-data "an index of images": there/,
    );
  });
});
