import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { apis, data } from "../../reporters/results-yaml/names.ts";
import { matching } from "../../reporters/results-yaml/status.ts";
import { renderResultsYaml } from "../../reporters/results-yaml.ts";
import { catalogue, isRequirementId } from "../../specs/catalogue.ts";
import schema from "./results-yaml.schema.json" with { type: "json" };
import { reportOf, result } from "./sample-report.ts";

/** What the official suite's source says of the file; tests/fleet/official reads it by that source itself. */
function problemsOf(document: unknown): string[] {
  const ajv = new Ajv2020({ allErrors: true });
  ajv.validate(schema, document);
  return (ajv.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

describe("The official suite's results.yaml", () => {
  it("knows the official names only, and requirements that there are", () => {
    expect(Object.keys(apis)).toHaveLength(28);
    for (const table of [apis, data]) {
      expect(Object.keys(table)).toEqual(Object.keys(table).sort());
      for (const { shows, breaks } of Object.values(table)) {
        for (const id of shows) expect(isRequirementId(id), id).toBe(true);
        for (const pattern of breaks)
          expect(
            catalogue.some(({ id }) => matching([pattern])(id)),
            pattern,
          ).toBe(true);
      }
    }
  });

  it("takes the highest word of those that a name stands for, and leaves out what was not judged", () => {
    const { apis: found, data: pushed } = parse(
      renderResultsYaml(
        reportOf(
          [
            result({ requirement: "base.v2.get-200", verdict: "warn" }),
            result({ requirement: "pull.blob.get-200", verdict: "pass" }),
            result({ requirement: "pull.blob.get-404", verdict: "fail", accepted: { reason: "known" } }),
            result({ requirement: "pull.blob.head-200", verdict: "error" }),
            result({ requirement: "pull.blob.head-404", verdict: "fail" }),
            result({ requirement: "push.mount.from-optional", verdict: "info", supported: false }),
            result({ requirement: "push.manifest.empty-layers", verdict: "info", supported: true }),
            result({ requirement: "management.blob.delete-202", verdict: "skip" }),
          ],
          [],
        ),
      ),
    );
    expect(found).toEqual({
      "Blob anonymous mount": "Skip",
      "Blob delete": "Skip",
      "Blob get": "FAIL",
      "Blob head": "Error",
      Ping: "Pass",
    });
    expect(pushed).toEqual({
      "Artifact without Layers": "Error",
      "Empty Index": "Pass",
      "No Layers": "Error",
    });
  });

  it("shows what is broken under each name that it has to do with, and no Pass for what is not offered", () => {
    const { apis: found, data: pushed } = parse(
      renderResultsYaml(
        reportOf(
          [
            result({ requirement: "push.chunked.patch-202", verdict: "pass" }),
            result({ requirement: "push.chunked.out-of-order-416", verdict: "fail" }),
            result({ requirement: "base.digest.sha256", verdict: "pass" }),
            result({ requirement: "referrers.list-200", verdict: "skip" }),
            result({ requirement: "referrers.unsupported-404", verdict: "pass" }),
            result({ requirement: "push.mount.created-201", verdict: "skip" }),
            result({ requirement: "push.mount.fallback-202", verdict: "pass" }),
          ],
          [],
        ),
      ),
    );
    expect(found).toEqual({ "Blob chunked": "FAIL", "Blob mount": "Skip", Referrers: "Skip" });
    expect(pushed).toEqual({ "Blobs sha256": "FAIL" });
  });

  it("says of its config what it tested, for a version without artifacts too", () => {
    const layerless = [result({ requirement: "push.manifest.empty-layers", verdict: "info", supported: true })];
    expect(parse(renderResultsYaml(reportOf(layerless, []))).config.data).toMatchObject({
      artifact: true,
      noLayers: true,
    });
  });

  it("has what the generator of the official site reads: maps of known words, and a config without secrets", () => {
    const everything = Object.values({ ...apis, ...data })
      .flatMap(({ shows }) => shows)
      .map((id) => result({ requirement: id, verdict: "pass" }));
    const configuration = { repository: "a/b", secondRepository: "a/c", credentials: "username and password" };
    const text = renderResultsYaml(reportOf(everything, [], { configuration }));
    const document = parse(text);
    expect(Object.keys(document)).toEqual(["config", "apis", "data"]);
    expect(Object.keys(document.config)).toEqual(schema.properties.config.required);
    expect(problemsOf(document)).toEqual([]);
    expect(problemsOf({ ...document, data: { Imago: "Pass" }, apis: { Ping: "passed" } })).toHaveLength(3);
    expect(Object.keys(document.apis)).toEqual(Object.keys(apis));
    expect(document.config).toMatchObject({
      registry: "registry.example",
      tls: "enabled",
      repo1: "a/b",
      repo2: "a/c",
      username: "***",
      password: "***",
      version: "1.1",
    });
    expect(text).toContain('version: "1.1"');
  });
});
