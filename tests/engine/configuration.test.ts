import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { shown } from "../../engine/configuration/shown.ts";
import { configurationOf, type Wishes } from "../../engine/configuration.ts";
import { seedTag } from "../../engine/seed-tag.ts";
import { specVersions } from "../../specs/versions.ts";
import { inNewFolder } from "../cli/new-folder.ts";

/** Path of a file in PEM form. */
const pem = (name: string) => fileURLToPath(new URL(`../client/certificates/${name}`, import.meta.url));

const of = (wishes: Parameters<typeof configurationOf>[0], environment = {}) => configurationOf(wishes, environment);

describe("the registry's address", () => {
  test.each([
    ["https://registry.example", "https://registry.example"],
    ["https://registry.example/", "https://registry.example"],
    ["https://registry.example/v2/", "https://registry.example"],
    ["https://registry.example/prefix/", "https://registry.example/prefix"],
    ["localhost:5000", "https://localhost:5000"],
    ["http://[::1]:5000", "http://[::1]:5000"],
    ["HTTP://registry.example//", "http://registry.example"],
    ["registry.example/v2x/", "https://registry.example/v2x"],
  ])("%s is %s", (address, baseUrl) => {
    expect(of({ registry: address }).baseUrl).toBe(baseUrl);
  });

  test("speaks http without a scheme when asked to", () => {
    expect(of({ registry: "localhost:5000", plainHttp: true }).baseUrl).toBe("http://localhost:5000");
  });

  test.each([
    ["ftp://registry.example", "ftp"],
    ["https://", "no registry address"],
    ["https://user:hunter2@registry.example", "--username"],
    ["https://registry.example/?a=b", "query"],
    ["registry.example/?of=ftp://", "query"],
    ["https://registry.example/#a", "fragment"],
    ["https://user@registry.example", "--username"],
    ["https://:hunter2@registry.example", "--username"],
    ["ftp://user:hunter2@registry.example", '"ftp://***@registry.example"'],
    ["user:hunter2@", '"***@"'],
  ])("%s is refused, saying why", (address, hint) => {
    expect(() => of({ registry: address })).toThrow(hint);
  });

  test("speaks no http when asked for both", () => {
    expect(() => of({ registry: "https://registry.example", plainHttp: true })).toThrow("--plain-http contradicts");
    expect(of({ registry: "http://registry.example", plainHttp: true }).baseUrl).toBe("http://registry.example");
  });

  test.each([
    "https://user:hunter2@registry.example",
    "https://user:hunter2@registry example",
    "https://user:hun/ter2@registry.example",
    "user:hunter2@",
    "ftp://user:hunter2@registry.example",
  ])("a refused address does not show its password: %s", (registry) => {
    expect(() => of({ registry })).toThrow(/^(?!.*ter2)/s);
  });
});

describe("credentials", () => {
  test("come from options or the environment, options first", () => {
    const environment = { OCI_USERNAME: "env", OCI_PASSWORD: "secret" };
    expect(of({}, environment).credentials).toEqual({ username: "env", password: "secret" });
    expect(of({ username: "option", password: "other" }, environment).credentials).toMatchObject({
      username: "option",
    });
    expect(of({}, { OCI_TOKEN: "t" }).credentials).toEqual({ token: "t" });
    expect(of({ token: "t" }, environment).credentials).toEqual({ token: "t" });
    expect(of({}).credentials).toBeUndefined();
  });

  test("may be stored for the registry on this machine, unless nothing shall be looked for", () =>
    inNewFolder(async (folder) => {
      writeFileSync(
        join(folder, "config.json"),
        JSON.stringify({ auths: { "registry.example": { auth: btoa("ann:pw") } } }),
      );
      const environment = { DOCKER_CONFIG: folder };
      const stored = (wishes: Wishes) => of(wishes, environment).credentials;
      const registry = "https://registry.example/";
      expect(stored({ registry })).toEqual({ username: "ann", password: "pw" });
      expect(stored({ registry, token: "given" })).toEqual({ token: "given" });
      expect(stored({ registry: "registry.example:80", plainHttp: true })).toEqual({ username: "ann", password: "pw" });
      expect(stored({ registry, storedCredentials: false })).toBeUndefined();
      expect(stored({})).toBeUndefined();
    }));

  test.each([
    [{ username: "only" }, "--password"],
    [{ password: "only" }, "--username"],
    [{ username: "only" }, " or OCI_PASSWORD"],
    [{ password: "only" }, " or OCI_USERNAME"],
    [{ token: "t", username: "u" }, "--token"],
    [{ token: "t", password: "p" }, "--token"],
    [{ limitedUsername: "only" }, /--limited-password$/],
    [{ limitedPassword: "only" }, /--limited-username$/],
  ])("%j is refused, naming what is missing", (wishes, hint) => {
    expect(() => of(wishes)).toThrow(hint);
  });
});

test.each([
  [{ spec: "2.0" }, specVersions.join(", ")],
  [{ repository: "UPPER" }, "no repository name"],
  [{ repository: "a", secondRepository: "a" }, "must differ"],
  [{ concurrency: 0 }, "above 0"],
  [{ timeout: Number.NaN }, "above 0"],
  [{ ca: "/nowhere/ca.pem" }, "--ca /nowhere/ca.pem cannot be read"],
  [{ ca: pem("server.key") }, "holds no certificate in PEM form"],
  [{ cert: pem("client.crt") }, "--cert needs its key"],
  [{ key: pem("client.key") }, "--key needs the certificate"],
  [{ cert: pem("client.key"), key: pem("client.key") }, /--cert .* holds no certificate/],
  [{ cert: pem("client.crt"), key: pem("client.crt") }, /--key .* holds no key/],
  [{ rate: -1 }, "--rate takes"],
  [{ concurrency: Number.POSITIVE_INFINITY }, "--concurrency takes"],
  [{ timeout: 0 }, "--timeout takes"],
  [{ settle: 0 }, "--settle takes"],
  [{ keepKind: ["tag", "user"] }, "--keep-kind user: there are tag, manifest, blob, upload"],
  [{ skipData: ["unknown fields", "known fields"] }, /--skip-data "known fields": .*; unknown fields; /],
  [{ shard: "0/2" }, "--shard 0/2"],
  [{ shard: "3/2" }, "--shard 3/2"],
  [{ shard: "1/0" }, "--shard 1/0"],
  [{ shard: "1/2/3" }, "--shard 1/2/3"],
  [{ shard: "of 1/2" }, "--shard of 1/2"],
  [{ alsoRead: ["v1"] }, "say in which --repository"],
  [{ repository: "a", alsoRead: [".v1"] }, "--also-read .v1: "],
  [{ repository: "a", alsoRead: ["v1/"] }, "--also-read v1/: "],
  [{ repository: "a", alsoRead: ["x".repeat(129)] }, "--also-read xxx"],
  [{ repository: "a", alsoRead: ["sha256:short"] }, "--also-read sha256:short: "],
  [{ repository: "a", alsoRead: ["blob:v1"] }, "--also-read blob:v1: "],
  [{ repository: "a", alsoRead: ["referrers:"] }, "--also-read referrers:: "],
  [{ repository: "a/UPPER" }, '--repository "a/UPPER" is'],
  [{ secondRepository: "a//b" }, '--second-repository "a//b" is'],
  [{ tag: "v1" }, "add --pull-only"],
  [{ pullOnly: true, repository: "a" }, "--pull-only needs a registry"],
  [{ useSeed: true, registry: "r.example" }, "--use-seed needs a repository"],
  [{ seedOnly: true, registry: "r.example" }, "--seed-only needs a repository"],
  [{ seedOnly: true, pullOnly: true }, "--seed-only pushes"],
  [{ seedOnly: true, useSeed: true }, "--seed-only pushes"],
  [{ registry: "http://localhost", unixSocket: pem("ca.crt") }, "there is no such socket"],
  [{ registry: "http://localhost", unixSocket: "/nowhere/registry.sock" }, "there is no such socket"],
  [{ unixSocket: "/nowhere/registry.sock" }, "add one like http://localhost"],
])("%j is refused in one line", (wishes, hint) => {
  const refuse = () => of(wishes);
  expect(refuse).toThrow(hint);
  expect(refuse).not.toThrow("\n");
});

test("a time is no longer than a timer can be, which would go off at once", () => {
  const { timeoutMs, settleMs } = of({ timeout: 3_000_000, settle: 2_147_484 });
  expect([timeoutMs, settleMs]).toEqual([2_147_483_647, 2_147_483_647]);
  expect(of({ timeout: 0.5, settle: 2 })).toMatchObject({ timeoutMs: 500, settleMs: 2000 });
});

test.each(["a", "abc.def/ghi-jkl/mno", "a.b_c__d-e---f/g.h_i__j-k---l", "0/1"])(
  "%s is a repository name",
  (repository) => {
    expect(of({ repository })).toMatchObject({ repository, secondRepository: undefined });
    expect(of({ secondRepository: repository })).toMatchObject({ repository: undefined, secondRepository: repository });
  },
);

test.each(["", "A", "a/", "/a", "a//b", "a._b", "a___b", "-a", "a-", "a/b_", "a/-b", "a b", "a/b\n", "ä"])(
  "%j is no repository name",
  (repository) => {
    expect(() => of({ repository })).toThrow("is no repository name");
  },
);

test("what is there is read where the run pushes nothing", () => {
  const place = { registry: "r.example", repository: "a" };
  expect(of({ ...place }).existing).toBeUndefined();
  expect(of({ ...place, pullOnly: true }).existing).toEqual({ tag: undefined });
  expect(of({ ...place, pullOnly: true, tag: "v1" }).existing).toEqual({ tag: "v1" });
  expect(of({ ...place, useSeed: true }).existing).toEqual({ tag: seedTag });
  expect(of({ ...place, useSeed: true, tag: "v1" }).existing).toEqual({ tag: "v1" });
  expect(of({ ...place, seedOnly: true, tag: "v1" }).existing).toBeUndefined();
});

test("what is to be read besides is sorted", () => {
  const digest = `sha256:${"a".repeat(64)}`;
  const alsoRead = ["v1", digest, `blob:${digest}`, `referrers:${digest}`, "_blob"];
  expect(of({ repository: "a", alsoRead }).alsoRead).toEqual({
    manifests: ["v1", digest, "_blob"],
    blobs: [digest],
    referrers: [digest],
  });
});

test("what is not said is as usual", () => {
  const { selection, insecure, perSecond, concurrency, shard, settleMs, keep, keepKinds, alsoRead, skipData } = of({});
  expect({ selection, insecure, perSecond, concurrency, shard, settleMs, keep, keepKinds, alsoRead, skipData }).toEqual(
    {
      selection: {},
      insecure: false,
      perSecond: undefined,
      concurrency: undefined,
      shard: undefined,
      settleMs: 0,
      keep: false,
      keepKinds: [],
      alsoRead: { manifests: [], blobs: [], referrers: [] },
      skipData: [],
    },
  );
});

const all: Wishes = {
  ...{ spec: " 1.0,edge,1.0", category: ["pull"], only: ["pull.*"], skip: ["push.*"], large: true },
  ...{ username: "ann", password: "s3cret-password", limitedUsername: "bob", limitedPassword: "0ther-password" },
  ...{ insecure: true, ca: pem("ca.crt"), cert: pem("client.crt"), key: pem("client.key") },
  ...{
    rate: 5,
    concurrency: 3,
    timeout: 2,
    settle: 1,
    shard: "2/12",
    keep: true,
    keepKind: ["tag", "blob", "manifest", "upload"],
  },
  ...{ repository: "a", alsoRead: ["v1"], skipData: ["unknown fields"] },
};

test("what is said counts", () => {
  expect(of({ shard: "12/12" }).shard).toEqual({ index: 12, count: 12 });
  expect(of(all)).toMatchObject({
    specs: ["1.0", "edge"],
    selection: { categories: ["pull"], only: ["pull.*"], skip: ["push.*"], large: true },
    credentials: { username: "ann", password: "s3cret-password" },
    limitedCredentials: { username: "bob", password: "0ther-password" },
    insecure: true,
    ca: readFileSync(pem("ca.crt"), "utf8"),
    cert: readFileSync(pem("client.crt"), "utf8"),
    key: readFileSync(pem("client.key"), "utf8"),
    ...{ perSecond: 5, concurrency: 3, timeoutMs: 2000, settleMs: 1000, shard: { index: 2, count: 12 }, keep: true },
    keepKinds: ["tag", "blob", "manifest", "upload"],
    skipData: ["unknown fields"],
  });
});

describe("A configuration is shown", () => {
  const place = { repository: "a", secondRepository: "a-second" };

  test("without a secret in it", () => {
    const text = JSON.stringify(shown(of(all), place));
    expect(text).not.toMatch(/s3cret|0ther|BEGIN|ann|bob/);
    expect(JSON.parse(text)).toEqual({
      spec: "1.0,edge",
      ...{ categories: ["pull"], only: ["pull.*"], skip: ["push.*"], large: true },
      ...place,
      ...{ credentials: "username and password", limitedAccount: true },
      ...{ insecure: true, privateCa: true, clientCertificate: true },
      ...{ concurrency: 3, perSecond: 5, timeoutMs: 2000, settleMs: 1000 },
      alsoRead: { manifests: ["v1"], blobs: [], referrers: [] },
      skipData: ["unknown fields"],
    });
  });

  test("without what is as usual", () => {
    expect(shown(of({ spec: "1.1" }), place)).toEqual({
      spec: "1.1",
      ...place,
      ...{ credentials: "none", limitedAccount: false },
      ...{ insecure: false, privateCa: false, clientCertificate: false, timeoutMs: 30_000 },
    });
    const configuration = { ...of({ token: "t" }), unixSocket: "/run/registry.sock" };
    expect(shown(configuration, place)).toMatchObject({ credentials: "token", unixSocket: "/run/registry.sock" });
    const identified = { ...configuration, credentials: { identityToken: "t" } };
    expect(shown(identified, place).credentials).toBe("identity token");
  });
});
