import { describe, expect, test } from "vitest";
import { UntestableTarget, UsageError } from "../../../engine/errors.ts";
import type { Ability } from "../../../engine/probe/findings.ts";
import { probe } from "../../../engine/probe/probe.ts";
import { abilitiesIn, lacking } from "../../../engine/probe/require.ts";
import { type FakeAnswer, fakeClient } from "../fake-client.ts";

/** What a probe makes of a registry that may only be read, and that answers so where that fits. */
const found = async (method: string, part: string, answer: FakeAnswer) =>
  probe(
    fakeClient((call) => {
      if (call.method === method && call.url.includes(part)) return answer;
      return call.url === "/v2/" ? { status: 200 } : { status: 405 };
    }),
    "a/b",
  );
const nameUnknown = { status: 404, body: '{"errors":[{"code":"NAME_UNKNOWN"}]}' };

describe("What a registry offers follows from its answers:", () => {
  test.each<[Ability, string, string, FakeAnswer, boolean | null]>([
    ["blob-deletion", "DELETE", "/blobs/", { status: 405 }, false],
    ["blob-deletion", "DELETE", "/blobs/", { status: 501 }, false],
    ["blob-deletion", "DELETE", "/blobs/", { status: 404 }, null],
    ["blob-deletion", "DELETE", "/blobs/", undefined, null],
    ["push", "POST", "/uploads/", { status: 403 }, false],
    ["push", "POST", "/uploads/", { status: 501 }, false],
    ["push", "POST", "/uploads/", { status: 500 }, null],
    ["push", "POST", "/uploads/", { status: 401 }, null],
    ["push", "POST", "/uploads/", { status: 429 }, null],
    ["push", "POST", "/uploads/", { status: 507 }, null],
    ["push", "POST", "/uploads/", undefined, null],
    ["push", "POST", "/uploads/", { status: 202 }, false],
    ["push", "POST", "/uploads/", { status: 200, headers: [["Location", "/v2/a/b/blobs/uploads/7"]] }, false],
    ["push", "POST", "/uploads/", { status: 202, headers: [["Location", "/v2/a/b/blobs/uploads/7"]] }, true],
    ["referrers", "GET", "/referrers/", { status: 200 }, true],
    ["referrers", "GET", "/referrers/", { status: 404 }, false],
    ["referrers", "GET", "/referrers/", nameUnknown, null],
    ["referrers", "GET", "/referrers/", { status: 403 }, null],
    ["referrers", "GET", "/referrers/", { status: 500 }, null],
    ["sha512", "HEAD", "/blobs/sha512", { status: 400 }, false],
    ["sha512", "HEAD", "/blobs/sha512", { status: 404 }, null],
    ["tag-deletion", "DELETE", "/absent-", { status: 400 }, false],
    ["tag-deletion", "DELETE", "/absent-", { status: 405 }, false],
    ["tag-deletion", "DELETE", "/absent-", { status: 501 }, false],
    ["tag-deletion", "DELETE", "/absent-", { status: 404 }, null],
    ["extensions", "GET", "/ext/", { status: 200, body: "{}" }, true],
    ["extensions", "GET", "/ext/", { status: 200, body: "[]" }, false],
    ["extensions", "GET", "/ext/", { status: 404, body: "{}" }, false],
    ["extensions", "GET", "/ext/", { status: 500, body: "{}" }, null],
    ["extensions", "GET", "/ext/", undefined, null],
  ])("%s, of %s %s with %j: %j", async (ability, method, part, answer, supported) => {
    expect((await found(method, part, answer)).findings[ability].supported).toBe(supported);
  });

  test("of what was not asked for, nothing", async () => {
    const { findings, apiVersion } = await found("GET", "/v2/", { status: 200 });
    expect(findings.mount.supported).toBeNull();
    expect(apiVersion).toBe("2");
    expect((await found("GET", "/v2/", { status: 404 })).apiVersion).toBeNull();
  });
});

describe("What a registry takes follows from what is pushed to it:", () => {
  const uploads = "/v2/a/b/blobs/uploads/";
  const pushed = async (manifest: (digest: string) => FakeAnswer, mount: FakeAnswer = { status: 201 }) => {
    const client = fakeClient(({ method, url }) => {
      if (url.includes("mount=")) return mount;
      if (method === "PUT") return url.includes("/manifests/") ? manifest(url) : { status: 201 };
      if (method === "POST") return { status: 202, headers: [["Location", `${uploads}7`]] };
      return { status: method === "DELETE" ? 202 : 200 };
    });
    return (await probe(client, "a/b")).findings;
  };

  test.each<[string, (url: string) => FakeAnswer, Partial<Record<Ability, boolean | null>>]>([
    ["any", () => ({ status: 201 }), { sha512: true, artifacts: true, subject: true, referrers: false, mount: true }],
    [
      "one with its subject told",
      () => ({ status: 201, headers: [["OCI-Subject", "sha256:1"]] }),
      { sha512: true, artifacts: true, subject: true, referrers: true },
    ],
    [
      "one by sha256 alone",
      (url) => ({ status: url.includes("sha512:") ? 400 : 201 }),
      { sha512: false, artifacts: true, subject: true, referrers: false, mount: null },
    ],
    // Not by its digest, then.
    ["none", () => ({ status: 403 }), { sha512: null, artifacts: false, subject: null, referrers: null, mount: true }],
  ])("of manifests, %s", async (_, answer, supported) => {
    const findings = await pushed(answer);
    for (const [ability, expected] of Object.entries({ push: true, "blob-deletion": true, ...supported }))
      expect(findings[ability as Ability].supported, ability).toBe(expected);
  });

  test("and the answer says so", async () => {
    const findings = await pushed(() => ({ status: 201 }), { status: 404 });
    expect(findings.push.reason).toBe("a blob was pushed");
    expect(findings.referrers.reason).toBe("a manifest with a subject is answered without OCI-Subject");
    expect(findings.mount).toEqual({
      supported: null,
      reason: "a mount where the blob is already is answered with 404",
    });
    const acknowledged = await pushed(() => ({ status: 201, headers: [["OCI-Subject", "sha256:1"]] }));
    expect(acknowledged.referrers.reason).toBe("a manifest with a subject is answered with OCI-Subject");
  });
});

describe("It is said why:", () => {
  test.each<[Ability, string, string, FakeAnswer, string]>([
    ["blob-deletion", "DELETE", "/blobs/", { status: 404 }, "what is not there is answered with 404"],
    ["blob-deletion", "DELETE", "/blobs/", { status: 405 }, "answered with 405"],
    ["push", "POST", "/uploads/", undefined, "the connection was cut"],
    ["push", "POST", "/uploads/", { status: 500 }, "answered with 500"],
    ["referrers", "GET", "/referrers/", nameUnknown, "what is not there is answered with 404"],
    ["sha512", "HEAD", "/blobs/sha512", { status: 404 }, "what is not there is answered with 404"],
    ["tag-deletion", "DELETE", "/absent-", undefined, "what is not there is answered with nothing"],
    ["mount", "GET", "/v2/", { status: 200 }, "not tried: ten requests do not reach so far"],
  ])("%s, of %s %s with %j: %s", async (ability, method, part, answer, reason) => {
    expect((await found(method, part, answer)).findings[ability].reason).toBe(reason);
  });

  test("a minimum for chunks, by its bytes", async () => {
    const opened = (more: [string, string][]) =>
      found("POST", "/uploads/", { status: 202, headers: [["Location", "/v2/a/b/blobs/uploads/7"], ...more] });
    expect((await opened([])).findings["chunk-minimum"].reason).toBe("none is announced");
    expect((await opened([["OCI-Chunk-Min-Length", "1024"]])).findings["chunk-minimum"]).toEqual({
      supported: true,
      reason: "1024 bytes",
    });
  });
});

test("Nothing is found of what cannot be reached", async () => {
  const reached = found("GET", "/v2/", undefined);
  await expect(reached).rejects.toThrow(UntestableTarget);
  await expect(reached).rejects.toThrow("http://fake.example cannot be reached: the connection was cut");
});

describe("What is required", () => {
  test("may be named in one list or in several", () => {
    expect(abilitiesIn(["referrers, sha512", "push"])).toEqual(["referrers", "sha512", "push"]);
    expect(abilitiesIn([])).toEqual([]);
    expect(() => abilitiesIn(["referrers,sha256"])).toThrow(UsageError);
    expect(() => abilitiesIn(["sha256"])).toThrow(/--require sha256: there are push, /);
  });

  test("lacks unless it was seen to be there", async () => {
    const seen = await found("GET", "/referrers/", { status: 200 });
    expect(lacking(seen, ["referrers", "push", "mount"])).toEqual(["push", "mount"]);
    expect(lacking(seen, ["referrers"])).toEqual([]);
  });
});
