import { expect, test } from "vitest";
import type { Call } from "../../../client/call.ts";
import { Content } from "../../../client/content.ts";
import type { Change } from "../../../engine/cleanup/kept.ts";
import { isContent, Uploads } from "../../../engine/cleanup/uploads.ts";
import { watched } from "../../../engine/cleanup/watched.ts";
import { Repository } from "../../../suites/kit/repository.ts";
import { Upload } from "../../../suites/kit/upload.ts";
import { type FakeAnswer, fakeClient } from "../fake-client.ts";

const label = { scenario: "a scenario", step: "a step" };
const app = new Repository("team/app");

/** Holds that conversation, and returns what is then open. */
async function openAfter(answer: (call: Call) => FakeAnswer, ...rest: ((upload: Upload) => Call)[]) {
  const uploads = new Uploads();
  const client = watched(fakeClient(answer), [uploads]);
  const { exchange } = await client.send(app.openUpload(), label);
  const upload = new Upload("http://fake.example/v2/team/app/blobs/uploads/7?state=1", exchange.id);
  for (const call of rest) await client.send(call(upload), label);
  return uploads.open.map(({ told, doubtful }) => ({ told: told.replace(/^.*uploads/, ""), doubtful }));
}

const at = (place: string, status = 202): FakeAnswer => ({
  status,
  headers: [["Location", `/v2/team/app/blobs/uploads/${place}`]],
});
const created: FakeAnswer = { status: 201 };
const opens = ({ method }: Call, then: FakeAnswer) => (method === "POST" ? at("7?state=1") : then);

test("An upload is open until a PUT or a DELETE of it is taken, and goes on where the last answer says", async () => {
  const content = Content.text("content");
  const chunk = (upload: Upload) => upload.patch(content);
  expect(await openAfter((call) => opens(call, undefined))).toEqual([{ told: "/7?state=1", doubtful: false }]);
  expect(await openAfter((call) => opens(call, at("7?state=2")), chunk)).toEqual([
    { told: "/7?state=2", doubtful: false },
  ]);
  expect(
    await openAfter(
      (call) => opens(call, at("7", 201)),
      (upload) => upload.put(content),
    ),
  ).toEqual([]);
  expect(
    await openAfter(
      (call) => opens(call, { status: 204 }),
      (upload) => upload.cancel(),
    ),
  ).toEqual([]);
  expect(
    await openAfter(
      (call) => opens(call, { status: 400 }),
      (upload) => upload.put(content),
    ),
  ).toEqual([{ told: "/7?state=1", doubtful: true }]);
});

test("Of an upload it is told where it goes on, and before it may end that it is in doubt", async () => {
  const content = Content.text("content");
  const toldOf = async (last: FakeAnswer, end: (upload: Upload) => Call) => {
    const changes: Change[] = [];
    const uploads = new Uploads((change) => changes.push(change));
    const answers = [at("7?state=1"), at("7?state=2"), last];
    const client = watched(
      fakeClient(() => answers.shift()),
      [uploads],
    );
    const opened = await client.send(app.openUpload(), label);
    const upload = ({ exchange }: typeof opened) =>
      new Upload("http://fake.example/v2/team/app/blobs/uploads/7", exchange.id);
    const patched = await client.send(upload(opened).patch(content), label);
    await client.send(end(upload(patched)), label);
    return changes.map(({ happened, reference }) => `${happened} ${reference.replace(/^.*uploads.7/, "")}`);
  };
  const goesOn = ["made ?state=1", "gone ?state=1", "made ?state=2"];
  const put = (upload: Upload) => upload.put(content);
  expect(await toldOf(created, put)).toEqual([...goesOn, "doubtful ?state=2", "gone ?state=2"]);
  expect(await toldOf({ status: 204 }, (upload) => upload.cancel())).toEqual([
    ...goesOn,
    "doubtful ?state=2",
    "gone ?state=2",
  ]);
  expect(await toldOf({ status: 400 }, put)).toEqual([...goesOn, "doubtful ?state=2"]);
  expect(await toldOf({ status: 416 }, (upload) => upload.patch(content))).toEqual([...goesOn, "doubtful ?state=2"]);
  expect(await toldOf(undefined, put)).toEqual([...goesOn, "doubtful ?state=2"]);
});

test("What was asked for under another id says nothing of an upload", async () => {
  const other = (upload: Upload) => upload.at((url) => url.replace("/7", "/8")).cancel();
  expect(await openAfter((call) => opens(call, { status: 204 }), other)).toHaveLength(1);
});

test("A Location at which there is content is no upload, whatever the status", async () => {
  const digest = `sha256:${"a".repeat(64)}`;
  for (const place of [`blobs/${digest}`, "manifests/latest"]) {
    const location: [string, string] = ["Location", `/v2/team/app/${place}`];
    expect(await openAfter(() => ({ status: 202, headers: [location] }))).toEqual([]);
  }
});

/** What is open after these calls, and what has been told of it. */
async function accountOf(answer: (call: Call) => FakeAnswer, ...calls: Call[]) {
  const changes: string[] = [];
  const uploads = new Uploads(({ happened, reference }) => changes.push(`${happened} ${reference}`));
  const client = watched(fakeClient(answer), [uploads]);
  for (const call of calls) await client.send(call, label);
  return { uploads, changes };
}

test("Only a POST to where uploads are opened opens one, in the repository that its path names", async () => {
  const { uploads } = await accountOf(() => at("7"), app.openUpload(), new Repository("a/b/c").openUpload());
  expect(uploads.open.map(({ repository }) => repository)).toEqual(["team/app", "a/b/c"]);
  const others = ["GET", "HEAD", "PUT", "PATCH", "DELETE"].map((method) => app.request(method, "blobs/uploads/"));
  const elsewhere = ["blobs/uploads/7", "manifests/7", "blobs/uploadsome"].map((path) => app.request("POST", path));
  expect((await accountOf(() => at("7"), ...others, ...elsewhere)).changes).toEqual([]);
  expect((await accountOf(() => at("7"), app.request("POST", "blobs/uploads"))).uploads.open).toHaveLength(1);
});

test("A 201 to a push or a mount at once has stored the blob, and a 202 has opened an upload instead", async () => {
  const blob = Content.text("content");
  const openAfterStatus = async (status: number, call: Call) =>
    (await accountOf(() => at("7", status), call)).uploads.open.length;
  for (const call of [
    app.postBlob(blob),
    app.mountBlob(blob),
    app.openUpload({ query: `from=a&mount=${blob.digest}` }),
  ]) {
    expect(await openAfterStatus(201, call)).toBe(0);
    expect(await openAfterStatus(202, call)).toBe(1);
  }
  // Each should have been 202; there is an upload all the same.
  for (const status of [200, 201, 204]) expect(await openAfterStatus(status, app.openUpload())).toBe(1);
  expect(await openAfterStatus(201, app.openUpload({ query: "digest-algorithm=sha512" }))).toBe(1);
});

test.each([undefined, 100, 199, 300, 307, 404, 500])("An answer %s opens no upload", async (status) => {
  const { changes } = await accountOf(() => (status === undefined ? undefined : at("7", status)), app.openUpload());
  expect(changes).toEqual([]);
});

test("An answer without a Location, or with one that is no URL, leaves an upload where it was", async () => {
  const content = Content.text("content");
  for (const headers of [[], [["Location", "https:["]]] satisfies [string, string][][])
    expect(
      await openAfter(
        (call) => opens(call, { status: 202, headers }),
        (upload) => upload.patch(content),
      ),
    ).toEqual([{ told: "/7?state=1", doubtful: false }]);
});

test("A chunk that was refused leaves the upload in doubt, and one that is taken then does not take the doubt away", async () => {
  const content = Content.text("content");
  const answers = [at("7?state=1"), { status: 416 }, at("7?state=2")];
  const chunk = (upload: Upload) => upload.patch(content);
  expect(await openAfter(() => answers.shift(), chunk, chunk)).toEqual([{ told: "/7?state=2", doubtful: true }]);
});

test("Of an upload in doubt that goes on elsewhere it is told that it is in doubt there", async () => {
  const answers = [at("7"), { status: 416 }, at("8")];
  const chunk: Call = { ...app.request("PATCH", "blobs/uploads/7"), locationOf: "x1" };
  const place = "http://fake.example/v2/team/app/blobs/uploads";
  const { changes } = await accountOf(
    () => answers.shift(),
    app.openUpload(),
    ...Array(2).fill({ ...chunk, url: `${place}/7` }),
  );
  expect(changes).toEqual([`made ${place}/7`, `doubtful ${place}/7`, `gone ${place}/7`, `doubtful ${place}/8`]);
});

test("An upload that has ended stays so, whatever is asked of it", async () => {
  const content = Content.text("content");
  const put = (upload: Upload) => upload.put(content);
  const answers = [at("7?state=1"), created, at("7?state=1")];
  expect(
    await openAfter(
      () => answers.shift(),
      put,
      (upload) => upload.patch(content),
    ),
  ).toEqual([]);
});

test("The target can cancel uploads if it took a DELETE of one, and not if it took a PUT", async () => {
  const canAfter = async (status: number, end: (upload: Upload) => Call) => {
    const uploads = new Uploads();
    const client = watched(
      fakeClient((call) => opens(call, { status })),
      [uploads],
    );
    const { exchange } = await client.send(app.openUpload(), label);
    await client.send(end(new Upload("http://fake.example/v2/team/app/blobs/uploads/7", exchange.id)), label);
    return uploads.canCancel;
  };
  const cancel = (upload: Upload) => upload.cancel();
  expect(await canAfter(204, cancel)).toBe(true);
  expect(await canAfter(405, cancel)).toBe(false);
  expect(await canAfter(201, (upload) => upload.put("sha256:0"))).toBe(false);
});

test("An upload is cancelled where its Location leads, secrets and all, which are not told", async () => {
  const uploads = new Uploads();
  const fake = fakeClient(() => at("7?token=***"));
  const client = watched(
    {
      ...fake,
      send: async (call, named) => ({
        ...(await fake.send(call, named)),
        location: "/v2/team/app/blobs/uploads/7?token=secret",
      }),
    },
    [uploads],
  );
  await client.send(app.openUpload(), label);
  expect(uploads.open).toMatchObject([
    {
      url: "http://fake.example/v2/team/app/blobs/uploads/7?token=secret",
      told: "http://fake.example/v2/team/app/blobs/uploads/7?token=***",
      locationOf: "x1",
    },
  ]);
});

test("There is content at a manifest's or blob's place, and none at that of an upload", () => {
  const at = (path: string) => `http://fake.example/v2/team/${path}`;
  for (const path of ["manifests/latest", "blobs/sha256:0", "blobs/sha256:0?ns=a/b", "manifests/v1#a/b"])
    expect(isContent(at(path)), path).toBe(true);
  for (const path of ["blobs/uploads/7", "blobs/uploads/", "blobs/uploads/7?of=/blobs/sha256:0", "tags/list"])
    expect(isContent(at(path)), path).toBe(false);
});
