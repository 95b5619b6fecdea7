import { describe, expect, test } from "vitest";
import { groups, patternsFor } from "../../../engine/compat/groups.ts";
import { keys } from "../../../engine/compat/keys.ts";
import { settingsOf } from "../../../engine/compat/settings.ts";
import { switches } from "../../../engine/compat/switches.ts";
import { conductRun } from "../../../engine/conduct.ts";
import { configurationOf } from "../../../engine/configuration.ts";
import { planOf } from "../../../engine/plan.ts";
import { startRegistry } from "../../../registry/server.ts";

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
    const { wishes, notes } = settingsOf(
      {},
      {
        OCI_REGISTRY: new URL(registry.url).host,
        OCI_TLS: "disabled",
        OCI_REPO1: repository,
        OCI_API_PUSH: "false",
        OCI_RO_DATA_TAGS: tags.slice(0, 2).join(" "),
      },
    );
    expect(wishes).toMatchObject({ pullOnly: true, tag: tags[0] });
    expect(
      notes.some(({ text, odd }) => odd && /OCI_RO_DATA_TAGS: of what is there, one image is read/.test(text)),
    ).toBe(true);
    const report = await conductRun(configurationOf(wishes, {}));
    const after = (await (await fetch(`${registry.url}/v2/${repository}/tags/list`)).json()) as { tags: string[] };
    await registry.close();
    expect([...new Set(report.exchanges.map(({ request }) => request.method))].sort()).toEqual(["GET", "HEAD"]);
    expect(after.tags).toEqual(tags);
  });
});

describe("A filter", () => {
  test.each(Object.entries(groups))("for the group %s names requirements that there are", (name, patterns) => {
    expect(patternsFor(`OCI Conformance Test/${name}/push`)).toEqual(expect.arrayContaining([...patterns]));
    for (const pattern of patterns) planOf("edge", { only: [pattern] });
  });

  test("chooses by its beginning, as there, or is an id of ours", () => {
    expect(patternsFor("OCI Conformance Test")).toBeUndefined();
    expect(patternsFor("OCI Conformance Test/sha")).toEqual(
      expect.arrayContaining(["base.digest.sha512", "push.put.*"]),
    );
    expect(patternsFor("push.chunked.*")).toEqual(["push.chunked.*"]);
    expect(() => patternsFor("OCI Conformance Test/imaeg")).toThrow('"OCI Conformance Test/image"');
  });
});
