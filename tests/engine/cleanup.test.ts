import { describe, expect, test } from "vitest";
import type { Exchange } from "../../client/exchange.ts";
import { headerOf } from "../../client/hop.ts";
import { type Change, keptAfter } from "../../engine/cleanup/kept.ts";
import { conductRun } from "../../engine/conduct.ts";
import { configurationOf, type Wishes } from "../../engine/configuration.ts";
import { startRegistry } from "../../registry/server.ts";
import { defaultSettings, type Settings } from "../../registry/settings.ts";
import type { Report } from "../../schemas/report.ts";

const users = "team/app";

/** What is in a repository, by asking the registry itself. */
async function tagsIn(url: string, repository: string): Promise<string[]> {
  const answer = await fetch(`${url}/v2/${repository}/tags/list`);
  return answer.ok ? (((await answer.json()) as { tags: string[] | null }).tags ?? []) : [];
}

/** Pushes a blob as a user would, and returns its digest. */
async function pushBlob(url: string, text: string, digest: string): Promise<void> {
  const opened = await fetch(`${url}/v2/${users}/blobs/uploads/`, { method: "POST" });
  const location = new URL(opened.headers.get("location") ?? "", url);
  location.searchParams.set("digest", digest);
  const { status } = await fetch(location, { method: "PUT", body: text });
  expect(status).toBe(201);
}

const emptyJson = "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";

const locationOf = ({ response }: Exchange) => {
  const found = headerOf(response?.headers ?? [], "Location");
  return found === undefined ? [] : [found];
};

async function run(settings: Partial<Settings>, wishes: Wishes, look: (url: string, report: Report) => Promise<void>) {
  const registry = await startRegistry({ settings });
  const changes: Change[] = [];
  try {
    await pushBlob(registry.url, "{}", emptyJson);
    const report = await conductRun(configurationOf({ registry: registry.url, spec: "edge", ...wishes }, {}), {
      onChange: (change) => changes.push(change),
    });
    await look(registry.url, report);
    return { report, left: keptAfter(changes) };
  } finally {
    await registry.close();
  }
}

describe("After a run", () => {
  test("nothing is left of it in a repository of its own", async () => {
    let tags: string[] = [];
    const { report, left } = await run({}, {}, async (url) => {
      tags = await tagsIn(url, users);
    });
    expect(report.cleanup?.left).toEqual([]);
    expect(report.cleanup?.removed).toBeGreaterThan(100);
    expect(left).toEqual([]);
    expect(tags).toEqual([]);
  });

  test("nothing of the user's is gone from a repository of theirs, though the run pushed the same", async () => {
    let status = 0;
    let tags: string[] = ["unasked"];
    const { report } = await run({}, { repository: users }, async (url) => {
      status = (await fetch(`${url}/v2/${users}/blobs/${emptyJson}`)).status;
      tags = await tagsIn(url, users);
    });
    expect(status).toBe(200);
    expect(tags).toEqual([]);
    const left = report.cleanup?.left ?? [];
    expect(left).toContainEqual({
      kind: "blob",
      repository: users,
      reference: emptyJson,
      reason: "others may have pushed the same",
    });
    expect(new Set(left.map(({ reason }) => reason)).size).toBe(1);
    expect(left.length).toBeLessThan(10);
  });

  test("what the registry does not delete is named, with its answer", async () => {
    const deletion = { ...defaultSettings.deletion, blobs: false };
    const { report } = await run({ deletion }, {}, async () => {});
    expect(report.cleanup?.left.length).toBeGreaterThan(20);
    for (const { kind, reason } of report.cleanup?.left ?? []) {
      expect(kind).toBe("blob");
      expect(reason).toMatch(/^DELETE answered 4\d\d$/);
    }
  });

  test("no upload that it began is open", async () => {
    const { report } = await run({ criticalQuery: true }, {}, async (url, { exchanges }) => {
      const opened = exchanges.filter(({ response }) => response?.status === 202).flatMap(locationOf);
      expect(opened.length).toBeGreaterThan(100);
      const states = await Promise.all(opened.map(async (place) => (await fetch(new URL(place, url))).status));
      expect(new Set(states)).toEqual(new Set([404]));
    });
    expect(report.cleanup?.left).toEqual([]);
  });

  test("its open uploads are named where none can be cancelled, which is found out by one request", async () => {
    const only = ["push.*"];
    const { report } = await run(
      { uploadCancel: false },
      { only, keepKind: ["tag", "manifest", "blob"] },
      async () => {},
    );
    const { left = [], requests } = report.cleanup ?? {};
    expect(left.length).toBeGreaterThan(10);
    for (const { kind, reference, reason } of left) {
      expect(kind).toBe("upload");
      expect(reference).toMatch(/\/blobs\/uploads\/./);
      expect(reason).toBe("DELETE answered 405");
    }
    expect(requests).toBe(1);
  });

  test("all is left when it shall be", async () => {
    let tags: string[] = [];
    const { report } = await run({}, { keep: true, repository: users }, async (url) => {
      tags = await tagsIn(url, users);
    });
    expect(report.cleanup).toBeUndefined();
    expect(tags.length).toBeGreaterThan(20);
  });
});
