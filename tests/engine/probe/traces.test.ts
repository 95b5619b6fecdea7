import { describe, expect, test } from "vitest";
import type { Call } from "../../../client/call.ts";
import type { Content } from "../../../client/content.ts";
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

  test.each([
    ["nothing", undefined],
    ["500", { status: 500 }],
  ] satisfies [string, FakeAnswer][])(
    "is deleted, too, where the push of the manifest was answered with %s",
    async (_, answer) => {
      for (const refused of [/nowhere/, /sha512/]) {
        const client = registry(({ method, url }) =>
          method === "PUT" && url.includes("manifests") ? (refused.test(url) ? { status: 400 } : answer) : null,
        );
        const { left, findings } = await probe(client, "a/b");
        const [first, second] = asked(client, "PUT").slice(1);
        expect(asked(client, "DELETE").slice(2)).toContain(refused.test(first ?? "") ? second : first);
        expect(left).toEqual([]);
        expect([findings.sha512.supported, findings.artifacts.supported]).toEqual([null, null]);
        const reason = answer ? "answered with 500" : "the connection was cut";
        expect((refused.test(first ?? "") ? findings.artifacts : findings.sha512).reason).toBe(reason);
      }
    },
  );

  test("is deleted by both its digests where it was pushed by one and is told by the other", async () => {
    let manifest: Content | undefined;
    const pushing = (goneWith: RegExp) =>
      registry(({ method, url, body }) => {
        if (method === "PUT" && url.includes("manifests")) {
          manifest = body;
          return { status: 201, headers: [["Docker-Content-Digest", body?.digest ?? ""]] };
        }
        if (method !== "DELETE" || !manifest || url.includes("blobs")) return null;
        return goneWith.test(url) ? { status: 202 } : { status: 404 };
      });
    for (const goneWith of [/sha256/, /sha512/, /sha/]) {
      const client = pushing(goneWith);
      const { left, findings, requests } = await probe(client, "a/b");
      expect(asked(client, "DELETE")).toEqual(
        expect.arrayContaining([`/v2/a/b/manifests/${manifest?.digest}`, `/v2/a/b/manifests/${manifest?.sha512}`]),
      );
      expect(left).toEqual([]);
      expect(findings["manifest-deletion"].supported).toBe(true);
      expect(requests).toBeLessThanOrEqual(10);
      manifest = undefined;
    }
    expect((await probe(pushing(/nowhere/), "a/b")).left).toHaveLength(2);
  });

  test("is named where a push failed, and its deletion, too", async () => {
    let isPushed = false;
    const client = registry(({ method }) => {
      isPushed ||= method === "PUT";
      return isPushed && method !== "GET" ? { status: 500 } : null;
    });
    expect((await probe(client, "a/b")).left).toEqual([expect.stringMatching(/^a\/b@sha256:/)]);
  });

  test("is named where it was refused to delete it, and deletion is not offered then", async () => {
    let isPushed = false;
    const client = registry(({ method }) => {
      isPushed ||= method === "PUT";
      return isPushed && method === "DELETE" ? { status: 403 } : null;
    });
    const { left, findings } = await probe(client, "a/b");
    expect(left).toEqual([expect.stringMatching(/^a\/b@sha512:/), expect.stringMatching(/^a\/b@sha256:/)]);
    const refused = { supported: false, reason: "answered with 403" };
    expect(findings).toMatchObject({ "manifest-deletion": refused, "blob-deletion": refused });
  });

  test("is an artifact over one blob, whose subject is nowhere", async () => {
    const pushed: (Content | undefined)[] = [];
    const client = registry(({ method, body }) => {
      if (method === "PUT") pushed.push(body);
      return null;
    });
    await probe(client, "a/b");
    const [blob, manifest] = pushed;
    expect(JSON.parse(manifest?.bytes.toString() ?? "")).toMatchObject({
      artifactType: "application/vnd.oci-conformance.probe",
      config: { digest: blob?.digest },
      layers: [{ digest: blob?.digest }],
      subject: { mediaType: "application/vnd.oci.image.manifest.v1+json", digest: expect.stringMatching(/^sha256:/) },
    });
  });

  test("is not asked to go where it was refused", async () => {
    const refusing = registry(({ method }) => (method === "PUT" ? { status: 403 } : null));
    const { left, findings } = await probe(refusing, "a/b");
    expect(left).toEqual([]);
    expect(findings.push).toEqual({ supported: false, reason: "answered with 403" });
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

describe("An upload", () => {
  const closing = (method: string, status: number) => registry((call) => (call.method === method ? { status } : null));

  test.each([400, 403, 404, 500])("is cancelled where its closing is answered with %d", async (status) => {
    const client = closing("PUT", status);
    const { hasOpenUpload, requests } = await probe(client, "a/b");
    expect(asked(client, "DELETE")).toContain(`${uploads}7`);
    expect(hasOpenUpload).toBe(false);
    expect(requests).toBeLessThanOrEqual(10);
  });

  test.each([
    [{ status: 204 }, false],
    [{ status: 404 }, false],
    [{ status: 405 }, true],
    [undefined, true],
  ] satisfies [FakeAnswer, boolean][])("that is cancelled with %j may still be open: %j", async (answer, isOpen) => {
    const client = registry(({ method, url }) =>
      method === "DELETE" ? (url.includes("/uploads/") ? answer : { status: 405 }) : null,
    );
    expect(await probe(client, "a/b")).toMatchObject({ hasOpenUpload: isOpen, left: [] });
  });

  test("is open where a mount opened it, and nowhere else", async () => {
    const mounting = registry(({ url }) => (url.includes("mount=") ? at(`${uploads}8`) : null));
    const { hasOpenUpload, findings } = await probe(mounting, "a/b");
    expect(hasOpenUpload).toBe(true);
    expect(findings.mount.supported).toBeNull();
    const refusing = registry(({ url }) => (url.includes("mount=") ? { status: 404 } : null));
    for (const client of [registry(), refusing]) expect((await probe(client, "a/b")).hasOpenUpload).toBe(false);
  });

  test("whose state is not told is no sign of an offer", async () => {
    const client = registry(({ method, url }) =>
      method === "GET" && url.includes("uploads") ? { status: 404 } : null,
    );
    expect((await probe(client, "a/b")).findings["resumable-uploads"].supported).toBe(false);
  });
});
