import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { storedCredentials } from "../../engine/credentials/stores.ts";
import { UsageError } from "../../engine/errors.ts";

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "credentials-"));
});
afterEach(() => rmSync(home, { recursive: true }));

function keep(file: string, content: object | string) {
  const path = join(home, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}

const docker = (content: object | string) => keep(".docker/config.json", content);
const environment = (more: NodeJS.ProcessEnv = {}) => ({
  HOME: home,
  PATH: `${home}/bin:${process.env.PATH}`,
  ...more,
});
const found = (host: string, repository?: string, more?: NodeJS.ProcessEnv) =>
  storedCredentials(host, repository, environment(more));
const auth = (login: string) => ({ auth: Buffer.from(login).toString("base64") });

/** A credential helper that knows one server, and says so as docker's do. */
function helper(name: string, server: string, username: string, secret: string) {
  const answer = JSON.stringify({ ServerURL: server, Username: username, Secret: secret });
  const path = keep(
    `bin/docker-credential-${name}`,
    `#!/bin/sh\n[ "$(cat)" = "${server}" ] || exit 1\necho '${answer}'\n`,
  );
  chmodSync(path, 0o755);
}

describe("Credentials that docker has stored", () => {
  test.each([
    ["registry.example:5000", "registry.example:5000"],
    ["https://registry.example", "registry.example"],
    ["https://registry.example/v2/", "registry.example"],
    ["https://index.docker.io/v1/", "registry-1.docker.io"],
    ["https://index.docker.io/v1/", "docker.io"],
  ])("under %s are those of %s", (name, host) => {
    docker({ auths: { [name]: auth("ann:pass:word") } });
    expect(found(host)).toEqual({ username: "ann", password: "pass:word" });
    expect(found("other.example")).toBeUndefined();
  });

  test("may be an identity token or a token for the registry", () => {
    docker({ auths: { a: { ...auth("ann:"), identitytoken: "identity" }, b: { registrytoken: "bearer" } } });
    expect(found("a")).toEqual({ identityToken: "identity" });
    expect(found("b")).toEqual({ token: "bearer" });
  });

  test("may be with a helper of the registry's own, or in the store of all", () => {
    helper("own", "a.example", "ann", "secret");
    helper("all", "b.example", "<token>", "identity");
    docker({ credHelpers: { "a.example": "own" }, credsStore: "all", auths: { "b.example": {} } });
    expect(found("a.example")).toEqual({ username: "ann", password: "secret" });
    expect(found("b.example")).toEqual({ identityToken: "identity" });
    expect(found("c.example")).toBeUndefined();
  });

  test("are looked for where DOCKER_CONFIG says", () => {
    keep("elsewhere/config.json", { auths: { a: auth("ann:secret") } });
    expect(found("a", undefined, { DOCKER_CONFIG: join(home, "elsewhere") })).toMatchObject({ username: "ann" });
  });
});

describe("Credentials that podman has stored", () => {
  test("may be about a part of the registry: the most particular entry counts", () => {
    keep(".config/containers/auth.json", { auths: { "r.example": auth("all:1"), "r.example/team": auth("team:2") } });
    expect(found("r.example", "team/app")).toEqual({ username: "team", password: "2" });
    expect(found("r.example", "other/app")).toEqual({ username: "all", password: "1" });
  });

  test("are looked for where REGISTRY_AUTH_FILE says, and after docker's", () => {
    const file = keep("auth.json", { auths: { a: auth("podman:1"), b: auth("podman:2") } });
    docker({ auths: { a: auth("docker:1") } });
    expect(found("a", undefined, { REGISTRY_AUTH_FILE: file })).toMatchObject({ username: "docker" });
    expect(found("b", undefined, { REGISTRY_AUTH_FILE: file })).toMatchObject({ username: "podman" });
  });
});

describe("A store that cannot be used for a registry it names", () => {
  test.each([
    ["no JSON", "{", /config\.json is no JSON/],
    ["an auth that is none", { auths: { a: { auth: "bm90aGluZw==" } } }, /Base64 of user:password/],
    ["a helper that is not installed", { credHelpers: { a: "absent" } }, /docker-credential-absent/],
  ])("%s ends in one line", (_, content, line) => {
    docker(content);
    expect(() => found("a")).toThrow(UsageError);
    expect(() => found("a")).toThrow(line);
  });

  test("is passed over where nothing says that it knows the registry", () => {
    docker({ credsStore: "absent" });
    expect(found("a")).toBeUndefined();
  });
});
