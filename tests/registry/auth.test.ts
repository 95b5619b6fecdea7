import { expect, test } from "vitest";
import type { Settings } from "../../registry/settings.ts";
import { codeOf, digestOf, type Peer, serve } from "./peer.ts";

const limitedUser = { username: "limited", password: "limited-secret", mayPull: "public/", mayPush: "" };
const basic = (user: string, password: string) => `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
const full = basic("conformance", "conformance-secret");
const limited = basic("limited", "limited-secret");

/** A token for these scopes, or undefined when it is not given. */
async function tokenFor(peer: Peer, authorization: string | undefined, ...scopes: string[]): Promise<string> {
  const query = scopes.map((scope) => `&scope=${scope}`).join("");
  const headers: Record<string, string> = authorization ? { authorization } : {};
  const { text } = await peer.get(`/token?service=reference-registry${query}`, headers);
  return `Bearer ${JSON.parse(text).token}`;
}

async function open(peer: Peer, authorization: string | undefined, name = "a/b", query = "") {
  const headers: Record<string, string> = authorization ? { authorization } : {};
  return peer.call("POST", `/v2/${name}/blobs/uploads/${query}`, { headers });
}

/** A registry with that scheme that holds a blob in `public/x` and in `private/x`. */
async function guarded(authentication: Settings["authentication"], more: Partial<Settings> = {}) {
  const peer = await serve({ settings: { authentication, limitedUser, ...more } });
  for (const name of ["public/x", "private/x"]) {
    const authorization = authentication === "basic" ? full : await tokenFor(peer, full, `repository:${name}:push`);
    const query = `?digest=${digestOf("blob")}`;
    const headers = { authorization };
    await peer.call("POST", `/v2/${name}/blobs/uploads/${query}`, { headers, body: "blob" });
  }
  return peer;
}

const blob = (name: string) => `/v2/${name}/blobs/${digestOf("blob")}`;

test("basic: nobody and whoever has the wrong password are challenged", async () => {
  const peer = await guarded("basic");
  const attempts: Record<string, string>[] = [{}, { authorization: basic("conformance", "wrong") }];
  for (const headers of attempts) {
    for (const path of ["/v2/", "/v2/a/b/tags/list", blob("public/x"), "/v2/unknown-path"]) {
      const got = await peer.get(path, headers);
      expect([path, got.status, codeOf(got)]).toEqual([path, 401, "UNAUTHORIZED"]);
      expect(got.headers["www-authenticate"]).toBe('Basic realm="reference-registry"');
    }
  }
  expect((await peer.get("/v2/", { authorization: full })).status).toBe(200);
});

test("basic: the limited account pulls from where it may, and nothing else", async () => {
  const peer = await guarded("basic");
  const authorization = limited;
  expect((await peer.get("/v2/", { authorization })).status).toBe(200);
  expect((await peer.get(blob("public/x"), { authorization })).text).toBe("blob");
  for (const refused of [
    await peer.get(blob("private/x"), { authorization }),
    await open(peer, limited, "public/x"),
    await peer.call("DELETE", blob("public/x"), { headers: { authorization } }),
  ]) {
    expect([refused.status, codeOf(refused)]).toEqual([403, "DENIED"]);
  }
});

test("basic: anybody may pull where that is allowed, but not push", async () => {
  const peer = await guarded("basic", { anonymousPull: true });
  expect((await peer.get(blob("private/x"))).text).toBe("blob");
  expect((await open(peer, undefined)).status).toBe(401);
  expect((await peer.get("/v2/")).status).toBe(401);
});

test("bearer: the challenge names the scope, and a token for it opens", async () => {
  const peer = await guarded("bearer");
  const challenged = await open(peer, undefined);
  const realm = `realm="${peer.registry.url}/token",service="reference-registry"`;
  expect(challenged.status).toBe(401);
  expect(challenged.headers["www-authenticate"]).toBe(`Bearer ${realm},scope="repository:a/b:pull,push"`);
  expect((await peer.get("/v2/")).headers["www-authenticate"]).toBe(`Bearer ${realm}`);
  const token = await tokenFor(peer, full, "repository:a/b:pull,push");
  expect((await open(peer, token)).status).toBe(202);
  expect((await peer.get("/v2/", { authorization: token })).status).toBe(200);
});

test("bearer: a token is good for what it was asked for", async () => {
  const peer = await guarded("bearer");
  const token = await tokenFor(peer, full, "repository:a/b:pull", "repository:c/d:push");
  const refused = await open(peer, token);
  expect(refused.status).toBe(401);
  expect(refused.headers["www-authenticate"]).toContain('error="insufficient_scope"');
  expect((await open(peer, token, "c/d")).status).toBe(202);
  expect((await open(peer, await tokenFor(peer, full, "repository:a/b:*"))).status).toBe(202);
});

test("bearer: the limited account gets no token for more than it may", async () => {
  const peer = await guarded("bearer");
  const authorization = await tokenFor(peer, limited, "repository:public/x:pull,push", "repository:private/x:pull");
  expect((await peer.get(blob("public/x"), { authorization })).text).toBe("blob");
  expect((await peer.get(blob("private/x"), { authorization })).status).toBe(403);
  expect((await open(peer, authorization, "public/x")).status).toBe(403);
});

test.each(["Bearer nonsense", "Bearer a.b", full])("bearer: %s is no token", async (authorization) => {
  const peer = await guarded("bearer");
  const got = await peer.get("/v2/", { authorization });
  expect(got.status).toBe(401);
  expect(got.headers["www-authenticate"]).toContain('error="invalid_token"');
});

test("bearer: a token ends", async () => {
  const peer = await guarded("bearer", { tokenLifetime: 0 });
  const authorization = await tokenFor(peer, full, "repository:a/b:pull");
  expect((await peer.get("/v2/", { authorization })).status).toBe(401);
});

test("bearer: nobody gets a token that pulls where that is allowed", async () => {
  const peer = await serve({ settings: { authentication: "bearer", anonymousPull: true } });
  await open(peer, await tokenFor(peer, full, "repository:a/b:push"));
  const authorization = await tokenFor(peer, undefined, "repository:a/b:pull,push");
  expect((await peer.get("/v2/a/b/tags/list", { authorization })).status).toBe(200);
  expect((await peer.get("/v2/a/b/tags/list")).status).toBe(401);
  expect((await open(peer, authorization)).status).toBe(401);
});

test("bearer: wrong credentials get no token", async () => {
  const peer = await guarded("bearer");
  expect((await peer.get("/token", { authorization: basic("conformance", "wrong") })).status).toBe(401);
});

test.each(["basic", "bearer"] as const)("%s: nothing is mounted from what the account may not read", async (scheme) => {
  const peer = await guarded(scheme, { limitedUser: { ...limitedUser, mayPush: "mine/" } });
  const scopes = ["repository:mine/x:pull,push", "repository:private/x:pull", "repository:public/x:pull"];
  const credentials = (user: string) => (scheme === "basic" ? user : tokenFor(peer, user, ...scopes));
  const mount = async (user: string, query: string) =>
    (await open(peer, await credentials(user), "mine/x", `?mount=${digestOf("blob")}${query}`)).status;
  expect(await mount(limited, "&from=private/x")).toBe(202);
  expect(await mount(limited, "&from=public/x")).toBe(201);
  expect(await mount(full, "&from=private/x")).toBe(201);
});

test("bearer: a source that is no name does not get into the challenge", async () => {
  const peer = await guarded("bearer");
  const challenged = await open(peer, undefined, "a/b", `?mount=${digestOf("blob")}&from=x%22%0d%0aX:y`);
  expect(challenged.headers["www-authenticate"]).toMatch(/scope="repository:a\/b:pull,push"$/);
});

test("bearer: a mount asks for both scopes", async () => {
  const peer = await guarded("bearer");
  const query = `?mount=${digestOf("blob")}&from=private/x`;
  const token = await tokenFor(peer, full, "repository:a/b:pull,push");
  const challenged = await open(peer, token, "a/b", query);
  expect(challenged.headers["www-authenticate"]).toContain(
    'scope="repository:a/b:pull,push repository:private/x:pull",error="insufficient_scope"',
  );
});
