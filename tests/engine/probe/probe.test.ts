import { describe, expect, test } from "vitest";
import { createClient } from "../../../client/http-client.ts";
import { faultsNamed } from "../../../engine/faults.ts";
import type { Ability, Probe } from "../../../engine/probe/findings.ts";
import { probe } from "../../../engine/probe/probe.ts";
import { probeText } from "../../../engine/probe/text.ts";
import { startRegistry } from "../../../registry/server.ts";
import { defaultSettings, type Settings } from "../../../registry/settings.ts";
import { serve } from "../../client/server.ts";

/** Probes a registry, and looks for everything that was pushed to it afterwards. */
async function probing(settings: Partial<Settings>, faults: string[] = []): Promise<Probe & { stillThere: number }> {
  const registry = await startRegistry({ settings, faults: faultsNamed(faults) });
  const credentials = settings.authentication ? defaultSettings.user : undefined;
  const client = createClient({ baseUrl: registry.url, credentials, throttle: { tries: 1 } });
  try {
    const found = await probe(client, undefined);
    const made = client.exchanges.filter(
      ({ request, response }) => request.method === "PUT" && response?.status === 201,
    );
    let stillThere = 0;
    for (const { response } of made) {
      const location = response?.headers.find(([name]) => /^location$/i.test(name))?.[1] ?? "";
      const { exchange } = await client.send({ method: "HEAD", url: location }, { scenario: "after", step: location });
      if (exchange.response?.status !== 404) stillThere++;
    }
    return { ...found, stillThere };
  } finally {
    await client.close();
    await registry.close();
  }
}

function words({ findings }: Probe, supported: boolean | null): Ability[] {
  return (Object.keys(findings) as Ability[]).filter((name) => findings[name].supported === supported);
}

describe("A probe", () => {
  test.each<[string, Partial<Settings>, string[], string[]]>([
    [
      "that offers everything",
      {},
      [
        "push",
        "resumable-uploads",
        "mount",
        "sha512",
        "artifacts",
        "subject",
        "referrers",
        "blob-deletion",
        "manifest-deletion",
      ],
      ["chunk-minimum"],
    ],
    [
      "without referrers and sha512",
      { referrers: false, sha512: false, chunkMinLength: 1024 },
      ["push", "resumable-uploads", "chunk-minimum", "artifacts", "subject", "blob-deletion", "manifest-deletion"],
      ["sha512", "referrers"],
    ],
    [
      "without deletion",
      { deletion: { tags: false, manifests: false, blobs: false }, extensions: true },
      ["push", "resumable-uploads", "referrers", "extensions"],
      ["chunk-minimum", "blob-deletion", "manifest-deletion", "tag-deletion"],
    ],
    [
      "that may only be read",
      { readOnly: true },
      [],
      ["push", "blob-deletion", "manifest-deletion", "tag-deletion", "extensions"],
    ],
    [
      "with basic authentication",
      { authentication: "basic" },
      ["push", "mount", "sha512", "artifacts", "subject", "referrers", "blob-deletion", "manifest-deletion"],
      ["chunk-minimum"],
    ],
    ["with tokens", { authentication: "bearer" }, ["push", "resumable-uploads", "referrers"], ["chunk-minimum"]],
  ])("of a registry %s tells what it has, in ten requests, and leaves nothing there", async (_, settings, yes, no) => {
    const found = await probing(settings);
    expect(found.requests).toBeLessThanOrEqual(10);
    expect(found).toMatchObject({ apiVersion: "2", authentication: settings.authentication ?? "none", left: [] });
    expect(found.stillThere).toBe(0);
    expect(words(found, true)).toEqual(yes);
    expect(words(found, false)).toEqual(no);
    expect(probeText(found)).toContain("Nothing was left there.");
  });

  test("says what could not be deleted again", async () => {
    const registry = await startRegistry();
    let pushed = false;
    await using front = await serve(async (request, response) => {
      const { method, url, headers, body } = request;
      pushed ||= method === "PUT";
      if (pushed && method === "DELETE") return response.writeHead(500).end();
      const type: Record<string, string> = headers["content-type"] ? { "Content-Type": headers["content-type"] } : {};
      const answer = await fetch(registry.url + url, {
        method,
        headers: type,
        ...(body.length > 0 ? { body: new Uint8Array(body) } : {}),
      });
      response
        .writeHead(answer.status, Object.fromEntries(answer.headers))
        .end(Buffer.from(await answer.arrayBuffer()));
    });
    const client = createClient({ baseUrl: front.url });
    const found = await probe(client, "a/b");
    await client.close();
    await registry.close();
    expect(found.left).toEqual([expect.stringMatching(/^a\/b@sha512:/), expect.stringMatching(/^a\/b@sha256:/)]);
    expect(probeText(found)).toContain("Left there: a/b@");
  });

  test("sends ten requests at most to what answers anything, and takes its word for nothing", async () => {
    for (const status of [200, 202, 401, 404, 429, 500]) {
      await using constant = await serve((_, response) => {
        response
          .writeHead(status, { "Retry-After": "0", "WWW-Authenticate": 'Bearer realm="/token",scope="a"' })
          .end("{}");
      });
      const client = createClient({ baseUrl: constant.url, throttle: { tries: 1 } });
      const found = await probe(client, "a/b");
      await client.close();
      expect(found.requests, `${status}`).toBeLessThanOrEqual(10);
      expect(constant.requests.length, `${status}`).toBeLessThanOrEqual(10);
      expect(words(found, true).filter((name) => name !== "referrers" && name !== "extensions")).toEqual([]);
    }
  });
});
