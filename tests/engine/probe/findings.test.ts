import { describe, expect, test } from "vitest";
import { UsageError } from "../../../engine/errors.ts";
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
    ["push", "POST", "/uploads/", undefined, null],
    ["push", "POST", "/uploads/", { status: 202 }, false],
    ["push", "POST", "/uploads/", { status: 200, headers: [["Location", "/v2/a/b/blobs/uploads/7"]] }, false],
    ["push", "POST", "/uploads/", { status: 202, headers: [["Location", "/v2/a/b/blobs/uploads/7"]] }, true],
    ["referrers", "GET", "/referrers/", { status: 200 }, true],
    ["referrers", "GET", "/referrers/", { status: 404 }, false],
    ["referrers", "GET", "/referrers/", nameUnknown, null],
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
