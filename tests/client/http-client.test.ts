import { expect, test } from "vitest";
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
