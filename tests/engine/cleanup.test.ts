import { describe, expect, test } from "vitest";
import type { Call } from "../../client/call.ts";
import { Content } from "../../client/content.ts";
import type { Exchange } from "../../client/exchange.ts";
import { headerOf } from "../../client/hop.ts";
import { type Change, type Kept, keptAfter } from "../../engine/cleanup/kept.ts";
import { Ledger } from "../../engine/cleanup/ledger.ts";
import { removeAll } from "../../engine/cleanup/remove.ts";
import { Uploads } from "../../engine/cleanup/uploads.ts";
import { watched } from "../../engine/cleanup/watched.ts";
import { conductRun } from "../../engine/conduct.ts";
import { configurationOf, type Wishes } from "../../engine/configuration.ts";
import { startRegistry } from "../../registry/server.ts";
import { defaultSettings, type Settings } from "../../registry/settings.ts";
import type { Report } from "../../schemas/report.ts";
import { Repository } from "../../suites/kit/repository.ts";
import { type FakeAnswer, fakeClient } from "./fake-client.ts";

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

const label = { scenario: "a scenario", step: "a step" };
const app = new Repository(users);
const created = (headers: [string, string][] = []): FakeAnswer => ({ status: 201, headers });
const told = ({ happened, kind, reference }: Change) => `${happened} ${kind} ${reference}`;

/** What is told of these calls, in a repository of the user's. */
async function changesBy(answer: (call: Call) => FakeAnswer, ...calls: Call[]): Promise<string[]> {
  const changes: string[] = [];
  const uploads = new Uploads();
  const ownership = { baseUrl: "http://fake.example", runId: "run-7", ownsRepository: () => false };
  const ledger = new Ledger(ownership, uploads, (change) => changes.push(told(change)));
  const client = watched(fakeClient(answer), [ledger, uploads]);
  for (const call of calls) await client.send(call, label);
  return changes;
}

describe("What a registry says of what was pushed", () => {
  const theirs = `sha256:${"a".repeat(64)}`;
  const manifest = Content.text("manifest of run-7");
  const blob = Content.text("blob of run-7");
  const madeBy = async (call: Call, said: string) =>
    (await changesBy(() => created([["Docker-Content-Digest", said]]), call))
      .filter((change) => change.startsWith("made"))
      .map((change) => change.replace(/^made (tag|manifest|blob) /, ""));

  test("makes no manifest the run's own that the run did not push", async () => {
    const push = app.putManifest("tag-run-7", manifest);
    expect(await madeBy(push, theirs)).toEqual([manifest.digest, "tag-run-7"]);
    expect(await madeBy(push, manifest.sha512)).toEqual([manifest.sha512, "tag-run-7"]);
  });

  test("makes a blob the run's own under another digest only if that is of what the run pushed", async () => {
    const push = { method: "POST", url: `/v2/${users}/blobs/uploads/?digest=${blob.sha512}`, body: blob };
    expect(await madeBy(push, blob.digest)).toEqual([blob.sha512, blob.digest]);
    expect(await madeBy(push, theirs)).toEqual([blob.sha512]);
    expect(await madeBy(push, "../manifests/latest")).toEqual([blob.sha512]);
  });

  test("makes no blob the run's own by a digest in a Location", async () => {
    const url = `/v2/${users}/blobs/uploads/?digest=${theirs}&digest=${blob.digest}`;
    expect(await madeBy({ method: "PUT", url, body: blob }, "")).toEqual([blob.digest]);
  });
});

describe("Before a push is sent it is told what it may make, and then", () => {
  const manifest = Content.text("manifest of run-7");
  const push = app.putManifest("tag-run-7", manifest);
  const both = (happened: string) => [`${happened} manifest ${manifest.digest}`, `${happened} tag tag-run-7`];
  const answeredBy = async (...answers: FakeAnswer[]) => {
    const all = await changesBy(() => answers.shift(), ...answers.map(() => push));
    expect(all.slice(0, 2)).toEqual(both("doubtful"));
    return all.slice(2);
  };

  test("that it is there, or is not", async () => {
    expect(await answeredBy(created())).toEqual(both("made"));
    expect(await answeredBy({ status: 400 })).toEqual(both("gone"));
  });

  test("nothing when nobody has said", async () => {
    expect(await answeredBy(undefined)).toEqual([]);
    expect(await answeredBy({ status: 502 })).toEqual([]);
  });

  test("a refusal takes nothing away that was there", async () => {
    expect(await answeredBy(created(), { status: 400 })).toEqual(both("made"));
  });

  test("a refusal leaves in doubt what another push under way may make", async () => {
    const changes: string[] = [];
    const uploads = new Uploads();
    const ownership = { baseUrl: "http://fake.example", runId: "run-7", ownsRepository: () => false };
    const ledger = new Ledger(ownership, uploads, (change) => changes.push(told(change)));
    const [refused, taken] = [ledger.begin(push), ledger.begin(push)];
    const answer = (status: number) => fakeClient(() => ({ status })).send(push, label);
    refused(await answer(400));
    expect(changes).toEqual(both("doubtful"));
    taken(await answer(201));
    expect(changes.slice(2)).toEqual(both("made"));
  });

  test("nothing is told of a manifest under what is no digest, until it is there", async () => {
    const malformed = app.putManifest("sha256:short", manifest);
    expect(await changesBy(() => ({ status: 500 }), malformed)).toEqual([]);
    expect(await changesBy(() => created(), malformed)).toEqual(["made manifest sha256:short"]);
  });

  test("nothing is told of what may be anybody's", async () => {
    expect(await changesBy(() => created(), app.putManifest(emptyJson, Content.text("{}")))).toEqual([]);
  });
});

describe("What was pushed without an answer", () => {
  const inDoubt = (reference: string): Kept => ({ kind: "manifest", repository: users, reference, doubtful: true });
  const some = ["one", "two", "three"].map((word) => inDoubt(Content.text(word).digest));

  test("is deleted, and counts if it was there", async () => {
    const client = fakeClient(({ url }) => ({ status: url.endsWith(some[1]?.reference ?? "") ? 202 : 404 }));
    expect(await removeAll(client, some)).toEqual({ removed: 1, left: [], requests: 3 });
  });

  test("is not tried again and again where the target does not answer", async () => {
    const { left, requests } = await removeAll(
      fakeClient(() => undefined),
      some,
    );
    expect(requests).toBeLessThanOrEqual(2);
    expect(new Set(left.map(({ reason }) => reason))).toEqual(
      new Set(["the connection was cut, if it is there at all"]),
    );
  });
});
