import { describe, expect, test } from "vitest";
import type { Call } from "../../../client/call.ts";
import { probe } from "../../../engine/probe/probe.ts";
import { type FakeAnswer, fakeClient } from "../fake-client.ts";

const uploads = "/v2/a/b/blobs/uploads/";
const at = (location: string, status = 202): FakeAnswer => ({ status, headers: [["Location", location]] });
const unknown = (code: string): FakeAnswer => ({ status: 404, body: JSON.stringify({ errors: [{ code }] }) });

/** A registry that offers all, and forgets at once what was deleted; `otherwise` answers first where it has something to say. */
function registry(otherwise: (call: Call) => FakeAnswer | null = () => null) {
  const pushed = new Set<string>();
  return fakeClient((call) => {
    const { method, url } = call;
    const given = otherwise(call);
    const place = url.replace(/^http:\/\/fake\.example/, "").replace(/blobs\/uploads\/.*[?&]digest=/, "blobs/");
    const isTaken = given === null || (given?.status ?? 500) >= 500;
    if (method === "PUT" && isTaken) pushed.add(place);
    if (given !== null) return given;
    if (method === "PUT") return { status: 201 };
    if (method === "POST") return url.includes("mount=") ? { status: 201 } : at(`${uploads}7`);
    if (method === "DELETE" && url.includes("/uploads/")) return { status: 204 };
    if (method === "DELETE")
      return pushed.delete(place)
        ? { status: 202 }
        : unknown(url.includes("/blobs/") ? "BLOB_UNKNOWN" : "MANIFEST_UNKNOWN");
    return url === "/v2/" ? { status: 200 } : { status: 404 };
  });
}

/** What was asked for by that method, in the order of sending. */
const asked = (client: ReturnType<typeof fakeClient>, wanted: string) =>
  client.exchanges
    .filter(({ request }) => request.method === wanted)
    .map(({ request }) => request.url.slice("http://fake.example".length));

describe("What a probe has pushed", () => {
  test("is deleted, the manifest before its blob", async () => {
    const client = registry();
    const { left, requests, findings } = await probe(client, "a/b");
    expect(left).toEqual([]);
    expect(requests).toBe(10);
    expect(findings["manifest-deletion"].supported).toBe(true);
    const [closing, manifest] = asked(client, "PUT");
    expect(asked(client, "DELETE").slice(2, 4)).toEqual([
      manifest,
      `/v2/a/b/blobs/${closing?.replace(/^.*digest=/, "")}`,
    ]);
  });

  test("is its own, and what it asks to delete before is nobody's", async () => {
    const [one, other] = [registry(), registry()];
    await probe(one, "a/b");
    await probe(other, "a/b");
    const named = (client: typeof one) =>
      [...asked(client, "PUT"), ...asked(client, "DELETE")].flatMap((url) => url.match(/sha\d+:[0-9a-f]+/) ?? []);
    expect(named(one)).toHaveLength(6);
    expect(named(one).filter((digest) => named(other).includes(digest))).toEqual([]);
    for (const url of asked(one, "DELETE").filter((each) => !each.includes("sha")))
      expect(url).toMatch(/\/manifests\/absent-\d+$/);
  });

  test.each(["blobs", "manifests"])("is nothing where no %s can be deleted", async (kind) => {
    const client = registry(({ method, url }) =>
      method === "DELETE" && url.includes(`/${kind}/sha`) ? { status: 405 } : null,
    );
    const { findings } = await probe(client, "a/b");
    expect(asked(client, "PUT")).toEqual([]);
    expect(asked(client, "DELETE")).toContain(`${uploads}7`);
    expect(findings[kind === "blobs" ? "blob-deletion" : "manifest-deletion"].supported).toBe(false);
  });

  test.each([
    [{ status: 404 }, false],
    [{ status: 403, body: '{"errors":[{"code":"BLOB_UNKNOWN"}]}' }, false],
    [undefined, false],
    [{ status: 202 }, true],
    [unknown("NAME_UNKNOWN"), true],
  ] satisfies [FakeAnswer, boolean][])(
    "is made where a deletion of nothing is answered with %j: %j",
    async (answer, isMade) => {
      const client = registry(({ method, url }) => (method === "DELETE" && /\/blobs\/sha/.test(url) ? answer : null));
      await probe(client, "a/b");
      expect(asked(client, "PUT").length > 0).toBe(isMade);
    },
  );

  test.each([
    ["500", { status: 500 }],
    ["nothing", undefined],
  ] satisfies [string, FakeAnswer][])(
    "is deleted, too, where the push of the blob was answered with %s",
    async (_, answer) => {
      const client = registry(({ method }) => (method === "PUT" ? answer : null));
      const { left } = await probe(client, "a/b");
      const [closing] = asked(client, "PUT");
      expect(asked(client, "DELETE")).toContain(`/v2/a/b/blobs/${closing?.replace(/^.*digest=/, "")}`);
      expect(left).toEqual([]);
    },
  );

  test("is deleted, too, where the push of the manifest was answered with nothing, or under its usual digest with 500", async () => {
    for (const [answer, digest] of [
      [undefined, "sha512:"],
      [{ status: 500 }, "sha256:"],
    ] satisfies [FakeAnswer, string][]) {
      const client = registry(({ method, url }) => (method === "PUT" && url.includes("manifests") ? answer : null));
      const { left } = await probe(client, "a/b");
      const manifest = asked(client, "PUT").find((url) => url.includes(`manifests/${digest}`));
      expect(asked(client, "DELETE").slice(2)).toContain(manifest);
      expect(left).toEqual([]);
    }
  });

  test("is named where a push failed, and its deletion, too", async () => {
    let isPushed = false;
    const client = registry(({ method }) => {
      isPushed ||= method === "PUT";
      return isPushed && method !== "GET" ? { status: 500 } : null;
    });
    expect((await probe(client, "a/b")).left).toEqual([expect.stringMatching(/^a\/b@sha256:/)]);
  });

  test("is not asked to go where it was refused", async () => {
    const refusing = registry(({ method }) => (method === "PUT" ? { status: 403 } : null));
    expect((await probe(refusing, "a/b")).left).toEqual([]);
    expect(asked(refusing, "DELETE").filter((url) => /\/(blobs|manifests)\/sha/.test(url))).toHaveLength(2);
  });

  test.each([404, 410])("is not there where its deletion is answered %d", async (status) => {
    let isPushed = false;
    const client = registry(({ method }) => {
      isPushed ||= method === "PUT";
      if (method === "PUT") return undefined;
      return isPushed && method === "DELETE" ? { status } : null;
    });
    expect((await probe(client, "a/b")).left).toEqual([]);
  });
});

describe("What is no upload", () => {
  const digest = `sha256:${"a".repeat(64)}`;

  test.each([`/v2/a/b/blobs/${digest}`, "/v2/a/b/manifests/latest"])(
    "is not cancelled, though the answer to an upload says that it goes on at %s",
    async (place) => {
      const client = registry(({ method }) => (method === "POST" ? at(place) : null));
      const { findings } = await probe(client, "a/b");
      expect(findings.push.supported).toBe(false);
      expect(asked(client, "DELETE")).not.toContain(place);
    },
  );
});

test("An upload whose state is not told, and a mount that opens an upload, are no sign of an offer", async () => {
  const client = registry(({ method, url }) =>
    url.includes("mount=") ? at(`${uploads}8`) : method === "GET" && url.includes("uploads") ? { status: 404 } : null,
  );
  const { findings } = await probe(client, "a/b");
  expect(findings["resumable-uploads"].supported).toBe(false);
  expect(findings.mount.supported).toBeNull();
});
