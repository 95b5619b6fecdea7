import { expect, test } from "vitest";
import type { Call } from "../../../client/call.ts";
import { Content } from "../../../client/content.ts";
import type { Change } from "../../../engine/cleanup/kept.ts";
import { Uploads } from "../../../engine/cleanup/uploads.ts";
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
