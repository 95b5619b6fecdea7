import { getEventListeners } from "node:events";
import { describe, expect, onTestFinished, test } from "vitest";
import { Content } from "../../client/content.ts";
import { clientFor, label, serve } from "./server.ts";

test.for([
  "/v2/../v2/x/blobs//a%2Fb/./c",
  "/v2/x/manifests/sha256:abc?digest=sha256:abc&a=%3A%3a&b=[1]&c=a+b",
  "/v2/x?",
  "/v2/x?_state=a%3D%3D&&empty=",
])("sends %s as it is", async (url) => {
  await using server = await serve((_, response) => response.end());
  await using client = clientFor(server);

  const { exchange } = await client.send({ method: "GET", url }, label);

  expect(server.requests[0]?.url).toBe(url);
  expect(exchange.request.url).toBe(server.url + url);
});

test("records request and response with sizes, digests and headers in their own case", async () => {
  await using server = await serve((_, response) => {
    response.writeHead(201, { LOCATION: "/v2/x", "x-Two": ["a", "b"] });
    response.end("created");
  });
  await using client = clientFor(server);
  const body = Content.text("hello", "text/plain");

  const { exchange, body: received } = await client.send(
    { method: "PUT", url: "/v2/x", body, headers: { "X-Sent": "1" }, about: body },
    { scenario: "a scenario", step: "put" },
  );

  expect(server.requests[0]?.body.toString()).toBe("hello");
  expect(received.toString()).toBe("created");
  expect(exchange).toMatchObject({
    id: "x1",
    scenario: "a scenario",
    step: "put",
    request: { method: "PUT", body: { size: 5, digest: body.digest, text: "hello", source: "printf %s 'hello'" } },
    response: { status: 201, body: { size: 7, text: "created", digest: Content.text("created").digest } },
    about: { size: 5, mediaType: "text/plain" },
  });
  expect(exchange.request.headers).toContainEqual(["X-Sent", "1"]);
  expect(exchange.request.headers).toContainEqual(["content-length", "5"]);
  expect(exchange.response?.headers.slice(0, 3)).toEqual([
    ["LOCATION", "/v2/x"],
    ["x-Two", "a"],
    ["x-Two", "b"],
  ]);
  expect(client.exchanges).toEqual([exchange]);
});

test("the base URL is without its login and its last slashes, in the record, too", async () => {
  await using server = await serve((_, response) => response.end());
  await using client = clientFor({ url: `${server.url.replace("//", "//ann:s3cret-password@")}/a//` });

  const { exchange } = await client.send({ method: "GET", url: "/v2/" }, label);

  expect(client.baseUrl).toBe(`${server.url}/a`);
  expect(server.requests[0]?.url).toBe("/a/v2/");
  expect(exchange.request.url).toBe(`${server.url}/a/v2/`);
});

test("tells who asks, unless the call does", async () => {
  await using server = await serve((_, response) => response.end());
  await using client = clientFor(server, { userAgent: "oci-conformance/1" });

  await client.send({ method: "GET", url: "/v2/" }, label);
  await client.send({ method: "GET", url: "/v2/", headers: { "user-agent": "other/2" } }, label);

  const told = server.requests.map(({ rawHeaders }) =>
    rawHeaders.filter((_, at) => /^user-agent$/i.test(rawHeaders[at - 1] ?? "")),
  );
  expect(told).toEqual([["oci-conformance/1"], ["other/2"]]);
});

describe("A secret that is a part of", () => {
  const credentials = { username: "ann", password: "conformance" };
  const echo = () => serve((_, response) => response.end("of conformance"));

  test("a path of ours is none", async () => {
    await using server = await echo();
    await using client = clientFor(server, { credentials });

    const { exchange } = await client.send({ method: "GET", url: "/v2/conformance/tags/list?n=1" }, label);

    expect(exchange).toMatchObject({
      request: { url: `${server.url}/v2/conformance/tags/list?n=1` },
      response: { body: { text: "of conformance" } },
    });
  });

  test.each([
    ["a query", "/v2/?last=conformance"],
    ["a URL that the target has given", "BASE/v2/conformance/blobs/uploads/1"],
  ])("%s remains one", async (_, url) => {
    await using server = await echo();
    await using client = clientFor(server, { credentials });

    const { exchange } = await client.send({ method: "GET", url: url.replace("BASE", server.url) }, label);

    expect(JSON.stringify(exchange)).not.toContain("conformance");
  });
});

describe("The signal that ends a client", () => {
  const get = { method: "GET", url: "/v2/" };

  test("may have been given before", async () => {
    await using server = await serve((_, response) => response.end());
    await using client = clientFor(server, { signal: AbortSignal.abort() });

    expect((await client.send(get, label)).exchange.error?.kind).toBe("cancelled");
    expect(server.requests).toEqual([]);
  });

  test("may end many, and nobody is warned of it", async () => {
    const warned: Error[] = [];
    const warn = (warning: Error) => warned.push(warning);
    process.on("warning", warn);
    onTestFinished(() => void process.off("warning", warn));
    const { signal } = new AbortController();

    const clients = Array.from({ length: 12 }, () => clientFor({ url: "http://127.0.0.1:1" }, { signal }));
    await new Promise(setImmediate);

    expect(warned).toEqual([]);
    await Promise.all(clients.map((client) => client.close()));
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });
});
