import { describe, expect, test } from "vitest";
import { needOf } from "../../../client/auth/need.ts";
import type { Call } from "../../../client/call.ts";
import type { Client } from "../../../client/client.ts";

import { probe } from "../../../engine/probe/probe.ts";
import { clientFor, serve } from "../../client/server.ts";
import { type FakeAnswer, fakeClient } from "../fake-client.ts";

/** A registry that may be read and pushed to, and that forgets what is deleted. */
function answerTo({ method, url }: Call): FakeAnswer {
  if (method === "PUT") return { status: 201 };
  if (method === "POST") return { status: 202, headers: [["Location", "/v2/a/b/blobs/uploads/7"]] };
  if (method === "DELETE") return { status: 202 };
  return { status: url === "/v2/" ? 200 : 404 };
}

/** Before it answers, it wants a token for every right that was not granted yet: two requests for one. */
function wantingTokens(wantsOne: (call: Call) => boolean, answer = answerTo): Client {
  const granted = new Set<string>();
  let isRefused = false;
  const client = fakeClient((call) => {
    const need = needOf(call.method, call.url);
    isRefused = wantsOne(call) && call.as !== "anonymous" && !granted.has(need);
    granted.add(need);
    return isRefused ? { status: 401, headers: [["WWW-Authenticate", 'Bearer realm="/token"']] } : answer(call);
  });
  return {
    ...client,
    async send(call, label) {
      const sent = await client.send(call, label);
      return isRefused ? client.send(call, label) : sent;
    },
  };
}

const methods = ({ exchanges }: Client) => exchanges.map(({ request }) => request.method);

describe("Ten requests are not exceeded", () => {
  test("where each right costs one more, and one is left", async () => {
    const client = wantingTokens(
      () => true,
      (call) => (call.method === "POST" ? { status: 403 } : answerTo(call)),
    );
    const { requests, findings } = await probe(client, "a/b");
    expect(requests).toBe(9);
    expect(client.exchanges).toHaveLength(9);
    expect(findings.extensions.reason).toMatch(/^not tried/);
  });

  test("where the first to want a token is the last", async () => {
    const client = wantingTokens(
      ({ url }) => url.includes("/ext/"),
      (call) => {
        if (call.method === "DELETE" && !call.url.includes("/uploads/")) return { status: 405 };
        return answerTo(call);
      },
    );
    const { requests } = await probe(client, "a/b");
    expect(requests).toBeLessThanOrEqual(10);
  });

  test("where tokens are granted, and refused each time", async () => {
    await using server = await serve(({ url }, response) => {
      if (url === "/v2/") return response.end();
      if (url.startsWith("/token")) return response.end(JSON.stringify({ token: "abc" }));
      const challenge = `Bearer realm="${server.url}/token",service="a",scope="repository:a/b:pull"`;
      response.writeHead(401, { "WWW-Authenticate": challenge }).end();
    });
    await using client = clientFor(server, { throttle: { tries: 1 } });
    const { requests, authentication } = await probe(client, "a/b");
    expect(authentication).toBe("bearer");
    expect(requests).toBeLessThanOrEqual(10);
    expect(server.requests.filter(({ url }) => !url.startsWith("/token")).length).toBe(requests);
  });

  test("by following redirects", async () => {
    await using server = await serve((_, response) => {
      response.writeHead(307, { Location: "/v2/elsewhere" }).end();
    });
    await using client = clientFor(server, { throttle: { tries: 1 } });
    const { requests } = await probe(client, "a/b");
    expect(server.requests.length).toBe(requests);
    expect(requests).toBeLessThanOrEqual(10);
  });
});

describe("Where only what changes something costs a token", () => {
  const isChange = ({ method }: Call) => method !== "GET" && method !== "HEAD";

  test("a manifest is pushed by its usual digest alone, and all goes again, in ten requests", async () => {
    const client = wantingTokens(isChange);
    const { requests, findings, left, authentication } = await probe(client, "a/b");
    expect(authentication).toBe("bearer");
    expect(requests).toBe(10);
    expect(methods(client).slice(-4)).toEqual(["PUT", "PUT", "DELETE", "DELETE"]);
    expect(findings.artifacts.supported).toBe(true);
    expect(findings.sha512.supported).toBeNull();
    expect(left).toEqual([]);
  });

  test("nothing is pushed where fewer are left than it takes to delete it again", async () => {
    const client = wantingTokens(isChange);
    const { send } = client;
    // One more, as a registry that reads costs, too.
    await send({ method: "GET", url: "/v2/before" }, { scenario: "probe", step: "before" });
    const { requests, left } = await probe(client, "a/b");
    expect(methods(client)).not.toContain("PUT");
    expect(methods(client).at(-1)).not.toBe("POST");
    expect(requests).toBeLessThanOrEqual(10);
    expect(left).toEqual([]);
  });
});
