import { describe, expect, test } from "vitest";
import { configurationOf } from "../../engine/configuration.ts";
import { specVersions } from "../../specs/versions.ts";

const of = (wishes: Parameters<typeof configurationOf>[0], environment = {}) => configurationOf(wishes, environment);

describe("the registry's address", () => {
  test.each([
    ["https://registry.example", "https://registry.example"],
    ["https://registry.example/", "https://registry.example"],
    ["https://registry.example/v2/", "https://registry.example"],
    ["https://registry.example/prefix/", "https://registry.example/prefix"],
    ["localhost:5000", "https://localhost:5000"],
    ["http://[::1]:5000", "http://[::1]:5000"],
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
  ])("%s is refused, saying why", (address, hint) => {
    expect(() => of({ registry: address })).toThrow(hint);
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
    expect(of({}).credentials).toBeUndefined();
  });

  test.each([
    [{ username: "only" }, "--password"],
    [{ password: "only" }, "--username"],
    [{ token: "t", username: "u" }, "--token"],
    [{ limitedUsername: "only" }, "--limited-password"],
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
  [{ ca: "/nowhere/ca.pem" }, "cannot be read"],
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
