import { describe, expect, test } from "vitest";
import type { Call } from "../../../client/call.ts";
import { cancelAll } from "../../../engine/cleanup/cancel.ts";
import type { OpenUpload } from "../../../engine/cleanup/uploads.ts";
import { type FakeAnswer, fakeClient } from "../fake-client.ts";

const upload = (id: string, rest: Partial<OpenUpload> = {}): OpenUpload => ({
  repository: "team/app",
  url: `http://fake.example/v2/team/app/blobs/uploads/${id}`,
  told: id,
  locationOf: "x0",
  doubtful: false,
  ...rest,
});
const idOf = ({ url }: Pick<Call, "url">) => url.replace(/^.*\//, "");

/** What comes of cancelling these uploads, and which were asked for, in that order. */
async function cancelling(uploads: OpenUpload[], answer: (id: string) => FakeAnswer, canCancel = false) {
  const client = fakeClient((call) => answer(idOf(call)));
  // What was asked before does not count.
  await client.send({ method: "GET", url: "/v2/" }, { scenario: "before the run", step: "root" });
  const { removed, left, requests } = await cancelAll(client, uploads, canCancel);
  const exchanges = client.exchanges.slice(1);
  expect(requests).toBe(exchanges.length);
  for (const { request } of exchanges) expect(request.method).toBe("DELETE");
  return {
    removed,
    left: left.map(({ reference, reason }) => `${reference}: ${reason}`),
    asked: exchanges.map(({ request }) => idOf(request)),
  };
}

const cancelled: FakeAnswer = { status: 204 };
const unknown = (code?: unknown): FakeAnswer => ({
  status: 404,
  body: code === undefined ? "" : JSON.stringify({ errors: [{ code }] }),
});

describe("Uploads that are open", () => {
  test("are cancelled, the first that was never refused before all others", async () => {
    const uploads = [upload("one", { doubtful: true }), upload("two"), upload("three", { repository: "team/other" })];
    expect(await cancelling(uploads, () => cancelled)).toEqual({
      removed: 3,
      left: [],
      asked: ["two", "three", "one"],
    });
  });

  test.each([400, 404, 405, 501])("are not tried in any repository where the first is answered %d", async (status) => {
    const uploads = [upload("one"), upload("two"), upload("three", { repository: "team/other" })];
    const reason = `DELETE answered ${status}`;
    expect(await cancelling(uploads, () => ({ status }))).toEqual({
      removed: 0,
      left: uploads.map(({ told }) => `${told}: ${reason}`),
      asked: ["one"],
    });
  });

  test.each([300, 401, 403, 500])("are tried in other repositories where the first is answered %d", async (status) => {
    const uploads = [upload("one"), upload("two"), upload("three", { repository: "team/other" })];
    const { asked, left } = await cancelling(uploads, (id) => (id === "three" ? cancelled : { status }));
    expect(asked.slice(0, 2)).toEqual(["one", "three"]);
    expect(left).toEqual(["one", "two"].map((id) => `${id}: DELETE answered ${status}`));
  });

  test("are all tried where the target has cancelled one before, whatever it says to the first", async () => {
    const uploads = [upload("one"), upload("two"), upload("three")];
    const answer = (id: string) => (id === "one" ? { status: 405 } : cancelled);
    expect(await cancelling(uploads, answer, true)).toEqual({
      removed: 2,
      left: ["one: DELETE answered 405"],
      asked: ["one", "two", "three"],
    });
  });

  test("are all tried where one in doubt was refused", async () => {
    const uploads = ["one", "two"].map((id) => upload(id, { doubtful: true }));
    const { asked, left } = await cancelling(uploads, () => ({ status: 405 }));
    expect(asked).toEqual(["one", "two"]);
    expect(left).toHaveLength(2);
  });

  test("are all tried where the connection was cut, and named with what happened", async () => {
    const { asked, left } = await cancelling([upload("one"), upload("two")], () => undefined);
    expect(asked).toEqual(["one", "two"]);
    expect(left).toEqual(["one: the connection was cut", "two: the connection was cut"]);
  });

  test("are named by their repository, and by what may be told of their Location", async () => {
    const { left } = await cancelAll(
      fakeClient(() => ({ status: 403 })),
      [upload("one")],
      true,
    );
    expect(left).toEqual([{ kind: "upload", repository: "team/app", reference: "one", reason: "DELETE answered 403" }]);
  });
});

describe("A 404 or 410 says that an upload is gone", () => {
  const second = (answer: FakeAnswer) => (id: string) => (id === "one" ? cancelled : answer);
  const uploads = [upload("one"), upload("two", { doubtful: true })];

  test("where uploads can be cancelled", async () => {
    for (const answer of [unknown(), unknown("BLOB_UPLOAD_UNKNOWN"), unknown(7), { status: 410 }])
      expect(await cancelling(uploads, second(answer))).toMatchObject({ removed: 2, left: [] });
    for (const body of ["null", "{", '{"errors":[]}', '{"errors":{}}'])
      expect((await cancelling(uploads, second({ status: 404, body }))).left).toEqual([]);
  });

  test("and not with a code that says something else", async () => {
    const { removed, left } = await cancelling(uploads, second(unknown("BLOB_UPLOAD_INVALID")));
    expect(removed).toBe(1);
    expect(left).toEqual(["two: DELETE answered 404 BLOB_UPLOAD_INVALID"]);
  });

  test("and no other status does, whatever its code", async () => {
    const refused = { ...(unknown("BLOB_UPLOAD_UNKNOWN") as object), status: 403 };
    expect((await cancelling(uploads, second(refused))).left).toEqual(["two: DELETE answered 403"]);
  });
});
