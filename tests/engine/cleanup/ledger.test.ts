import { describe, expect, test } from "vitest";
import type { Call } from "../../../client/call.ts";
import type { Client } from "../../../client/client.ts";
import { Content } from "../../../client/content.ts";
import { type Change, keyOf } from "../../../engine/cleanup/kept.ts";
import { Ledger } from "../../../engine/cleanup/ledger.ts";
import { Uploads } from "../../../engine/cleanup/uploads.ts";
import { watched } from "../../../engine/cleanup/watched.ts";
import { Repository } from "../../../suites/kit/repository.ts";
import { Upload } from "../../../suites/kit/upload.ts";
import { type FakeAnswer, fakeClient } from "../fake-client.ts";

const users = "team/app";
const emptyJson = "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";
const label = { scenario: "a scenario", step: "a step" };
const app = new Repository(users);
const created = (headers: [string, string][] = []): FakeAnswer => ({ status: 201, headers });
const told = ({ happened, kind, reference }: Change) => `${happened} ${kind} ${reference}`;

/** The account of a run that made up all repositories whose names begin like this, and no other. */
function accountOf(answer: (call: Call) => FakeAnswer, made = "made-up/") {
  const changes: string[] = [];
  const uploads = new Uploads();
  const ownership = {
    baseUrl: "http://fake.example",
    runId: "run-7",
    ownsRepository: (name: string) => name.startsWith(made),
  };
  const ledger = new Ledger(ownership, uploads, (change) => changes.push(told(change)));
  return { changes, ledger, client: watched(fakeClient(answer), [ledger, uploads]) };
}

const sendAll = async (client: Client, ...calls: Call[]) => {
  for (const call of calls) await client.send(call, label);
};

/** What is told of these calls, in a repository of the user's. */
async function changesBy(answer: (call: Call) => FakeAnswer, ...calls: Call[]): Promise<string[]> {
  const { changes, client } = accountOf(answer);
  await sendAll(client, ...calls);
  return changes;
}

/** What is then there of the run's own, and what may be anybody's. */
async function keptAfter(answer: (call: Call) => FakeAnswer, ...calls: Call[]) {
  const { ledger, client } = accountOf(answer);
  await sendAll(client, ...calls);
  return { kept: ledger.kept.map(keyOf), shared: ledger.shared.map(keyOf) };
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
    for (const said of [theirs, `sha512:${"a".repeat(128)}`, "sha512:", ""])
      expect(await madeBy(push, said)).toEqual([manifest.digest, "tag-run-7"]);
    expect(await madeBy(push, manifest.sha512)).toEqual([manifest.sha512, "tag-run-7"]);
  });

  test("makes a blob the run's own under another digest only if that is of what the run pushed", async () => {
    const push = { method: "POST", url: `/v2/${users}/blobs/uploads/?digest=${blob.sha512}`, body: blob };
    expect(await madeBy(push, blob.digest)).toEqual([blob.sha512, blob.digest]);
    expect(await madeBy(push, blob.sha512)).toEqual([blob.sha512]);
    expect(await madeBy(push, theirs)).toEqual([blob.sha512]);
    expect(await madeBy(push, "../manifests/latest")).toEqual([blob.sha512]);
  });

  test("leads to no other place, even in a repository that the run made up", async () => {
    const made = new Repository("made-up/app").postBlob(blob);
    expect(await madeBy(made, theirs)).toEqual([blob.digest, theirs]);
    for (const said of [
      `${theirs}/../../manifests/latest`,
      `../manifests/${theirs}`,
      `sha256:${"A".repeat(64)}`,
      "sha256:a",
    ])
      expect(await madeBy(made, said)).toEqual([blob.digest]);
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
    for (const status of [300, 400]) expect(await answeredBy({ status })).toEqual(both("gone"));
  });

  test("nothing when nobody has said", async () => {
    expect(await answeredBy(undefined)).toEqual([]);
    expect(await answeredBy({ status: 500 })).toEqual([]);
  });

  test("a refusal takes nothing away that was there", async () => {
    expect(await answeredBy(created(), { status: 400 })).toEqual(both("made"));
  });

  test("a refusal leaves in doubt what another push under way may make", async () => {
    const { changes, ledger } = accountOf(() => undefined);
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

  test("nothing is told of a blob under what is no digest, though it is there", async () => {
    const made = new Repository("made-up/app");
    for (const digest of ["sha256:short", "../manifests/latest"])
      expect(await changesBy(() => created(), made.postBlob(manifest, digest))).toEqual([]);
  });

  test("a blob that is pushed under its sha512 may be there under its sha256", async () => {
    const blob = Content.text("blob of run-7");
    const upload = new Upload("http://fake.example/v2/team/app/blobs/uploads/7", "x1");
    const chunk = blob.slice(4);
    const changes = await changesBy(
      ({ method }) =>
        method === "POST" ? { status: 202, headers: [["Location", "/v2/team/app/blobs/uploads/7"]] } : undefined,
      app.openUpload(),
      upload.patch(blob.slice(0, 4)),
      { ...upload.put(blob.sha512, chunk), body: Content.text("of run-7"), about: blob },
    );
    expect(changes).toEqual([`doubtful blob ${blob.sha512}`, `doubtful blob ${blob.digest}`]);
  });

  test("nothing is told of what may be anybody's", async () => {
    expect(await changesBy(() => created(), app.putManifest(emptyJson, Content.text("{}")))).toEqual([]);
  });
});

describe("In a repository of the user's", () => {
  const anybodys = Content.text("{}");
  const own = Content.text("blob of run-7");
  const over = (...digests: string[]) => Content.json({ layers: digests.map((digest) => ({ digest })) });
  const blob = (content: Content) => `blob ${users} ${content.digest}`;
  const manifestOf = (content: Content) => `manifest ${users} ${content.digest}`;
  const tag = (name: string) => `tag ${users} ${name}`;
  const put = (manifest: Content) => app.putManifest(manifest.digest, manifest);

  test("a blob is the run's own if it names the run", async () => {
    expect(await keptAfter(() => created(), app.postBlob(own), app.postBlob(anybodys))).toEqual({
      kept: [blob(own)],
      shared: [blob(anybodys)],
    });
  });

  test("a blob names the run at its beginning, or not at all", async () => {
    const [early, late] = [60, 65].map((kilobytes) => Content.text(`${" ".repeat(kilobytes * 1024)}run-7`));
    if (!early || !late) throw new Error("there are two");
    expect(await keptAfter(() => created(), app.postBlob(early), app.postBlob(late))).toEqual({
      kept: [blob(early)],
      shared: [blob(late)],
    });
  });

  test("a manifest is the run's own if anything that it names is", async () => {
    const [ours, theirs] = [over(anybodys.digest, own.digest), over(anybodys.digest)];
    const { kept, shared } = await keptAfter(() => created(), app.postBlob(own), put(ours), put(theirs));
    expect(kept).toEqual([blob(own), manifestOf(ours)]);
    expect(shared).toEqual([manifestOf(theirs)]);
  });

  test("a manifest is, if it names a blob that was pushed under another digest", async () => {
    const manifest = over(own.sha512 ?? "");
    const { kept } = await keptAfter(() => created(), app.postBlob(own, own.sha512), put(manifest));
    expect(kept).toEqual([`blob ${users} ${own.sha512}`, manifestOf(manifest)]);
  });

  test("an index is, over such a manifest", async () => {
    const manifest = over(own.digest);
    const index = Content.json({ manifests: [{ digest: manifest.digest }] });
    const { kept } = await keptAfter(() => created(), app.postBlob(own), put(manifest), put(index));
    expect(kept).toEqual([blob(own), manifestOf(manifest), manifestOf(index)]);
  });

  test("a tag that names the run is its own, whatever it is a tag of, and no other tag of that is", async () => {
    const tags = ["v1", "v1-run-7"].map((name) => app.putManifest(name, anybodys));
    expect(await keptAfter(() => created(), ...tags)).toEqual({
      kept: [tag("v1-run-7")],
      shared: [manifestOf(anybodys)],
    });
  });

  test("tags in the query of a push by digest are told apart in the same way", async () => {
    const query = "tag=v1&tag=v2-run-7";
    expect(await keptAfter(() => created(), app.putManifest(anybodys.digest, anybodys, { query }))).toEqual({
      kept: [tag("v2-run-7")],
      shared: [manifestOf(anybodys)],
    });
    const manifest = Content.text("manifest of run-7");
    expect((await keptAfter(() => created(), app.putManifest(manifest.digest, manifest, { query }))).kept).toEqual([
      manifestOf(manifest),
      tag("v1"),
      tag("v2-run-7"),
    ]);
  });

  test("a blob that was mounted is the run's own if the run made it up", async () => {
    const mounts = [own, anybodys].map((content) => app.mountBlob(content, "made-up/base"));
    expect(await keptAfter(() => created(), new Repository("made-up/base").postBlob(own), ...mounts)).toEqual({
      kept: [`blob made-up/base ${own.digest}`, blob(own)],
      shared: [blob(anybodys)],
    });
  });

  test("a blob that was not stored yet is nobody's", async () => {
    for (const status of [200, 202, 204, 307, 400])
      expect(await keptAfter(() => ({ status }), app.postBlob(own), app.mountBlob(anybodys))).toEqual({
        kept: [],
        shared: [],
      });
  });

  test("a blob in chunks is the run's own if one of its chunks is", async () => {
    const uploads: FakeAnswer = { status: 202, headers: [["Location", `/v2/${users}/blobs/uploads/1`]] };
    const afterChunks = async (...chunks: Content[]) => {
      const { ledger, client } = accountOf(({ method }) => (method === "PUT" ? created() : uploads));
      const { exchange } = await client.send(app.openUpload(), label);
      const upload = new Upload(`http://fake.example/v2/${users}/blobs/uploads/1`, exchange.id);
      await sendAll(client, ...chunks.map((chunk) => upload.patch(chunk)), upload.put(anybodys.digest));
      return { kept: ledger.kept.map(keyOf), shared: ledger.shared.map(keyOf) };
    };
    expect(await afterChunks(anybodys, own, anybodys)).toEqual({ kept: [blob(anybodys)], shared: [] });
    expect(await afterChunks(anybodys, anybodys)).toEqual({ kept: [], shared: [blob(anybodys)] });
  });

  test("what is the run's own after all is no longer anybody's", async () => {
    const first = app.postBlob(anybodys);
    const second = { ...first, body: own };
    expect(await keptAfter(() => created(), first, second)).toEqual({ kept: [blob(anybodys)], shared: [] });
  });

  test("what was deleted is neither the run's nor anybody's", async () => {
    const calls = [app.postBlob(own), app.postBlob(anybodys), put(over()), app.putManifest("v1-run-7", over())];
    const deletions = [
      app.deleteBlob(own),
      app.deleteBlob(anybodys),
      app.deleteManifest(over().digest),
      app.deleteManifest("v1-run-7"),
    ];
    expect(await keptAfter(() => created(), ...calls, ...deletions)).toEqual({ kept: [], shared: [] });
    const refusing = ({ method }: Call) => (method === "DELETE" ? { status: 405 } : created());
    expect(await keptAfter(refusing, ...calls, ...deletions)).toEqual({
      kept: [blob(own), tag("v1-run-7")],
      shared: [blob(anybodys), manifestOf(over())],
    });
  });

  test("what was deleted under a name in another way of writing is gone, too", async () => {
    const encoded = own.digest.replace(":", "%3A");
    const { kept } = await keptAfter(() => created(), app.postBlob(own), app.deleteBlob(encoded));
    expect(kept).toEqual([]);
  });

  test("reading makes nothing", async () => {
    const query = `digest=${own.digest}`;
    for (const repository of [app, new Repository("made-up/app")]) {
      const reads = [
        repository.getBlob(own, { query }),
        repository.headBlob(own, { query }),
        repository.headManifest("v1-run-7"),
        repository.getManifest(emptyJson),
        repository.listTags(),
      ];
      for (const status of [200, 201]) expect(await changesBy(() => ({ status }), ...reads)).toEqual([]);
    }
  });

  test("what has no place among blobs and manifests is not noted when it is deleted", async () => {
    const paths = ["blobs/latest", "blobs/uploads/7", "blobs/uploads/", "manifests/v1/more", "tags/v1"];
    const calls = paths.map((path) => app.request("DELETE", path));
    expect(await changesBy(() => ({ status: 202 }), ...calls)).toEqual([]);
    expect(await changesBy(() => ({ status: 202 }), app.deleteManifest("v1"))).toEqual(["gone tag v1"]);
  });

  test("what is asked of another host is none of this registry's", async () => {
    const { method, url, ...rest } = app.postBlob(own);
    const at = (base: string): Call => ({ ...rest, method, url: `${base}${url}` });
    expect(await changesBy(() => created(), at("http://fake.example.net"), at("https://fake.example"))).toEqual([]);
    expect((await keptAfter(() => created(), at("http://fake.example"))).kept).toEqual([blob(own)]);
  });
});

describe("In a repository that the run made up", () => {
  const made = new Repository("made-up/app");

  test("all that it pushed is its own", async () => {
    const content = Content.text("{}");
    const { kept, shared } = await keptAfter(
      () => created(),
      made.postBlob(content),
      made.putManifest("latest", content),
    );
    expect(kept).toEqual([
      `blob made-up/app ${content.digest}`,
      `manifest made-up/app ${content.digest}`,
      "tag made-up/app latest",
    ]);
    expect(shared).toEqual([]);
  });

  test("a tag is of the manifest that was pushed last", async () => {
    const { ledger, client } = accountOf(() => created());
    const [first, second] = ["{}", "[]"].map((text) => Content.text(text));
    if (!first || !second) throw new Error("there are two");
    await sendAll(client, made.putManifest("latest", first), made.putManifest("latest", second));
    const tags = ledger.kept.filter(({ kind }) => kind === "tag");
    expect(tags.map(({ digest }) => digest)).toEqual([second.digest]);
  });

  test("a tag is under the digest by which the registry keeps its manifest", async () => {
    const content = Content.text("{}");
    const { ledger, client } = accountOf(() => created([["Docker-Content-Digest", content.sha512 ?? ""]]));
    await sendAll(client, made.putManifest("latest", content));
    const [manifest, tag, ...others] = ledger.kept.toSorted((some, other) => (some.kind < other.kind ? -1 : 1));
    expect(manifest).toMatchObject({ kind: "manifest", reference: content.sha512 });
    expect(tag).toMatchObject({ kind: "tag", reference: "latest", digest: content.sha512 });
    expect(others).toEqual([]);
  });
});
