import { expect, test } from "vitest";
import { Content } from "../../client/content.ts";
import type { HeaderLine } from "../../client/exchange.ts";
import type { Hop, Received } from "../../client/hop.ts";
import { followRedirects } from "../../client/redirects.ts";
import { exchangeOf } from "../suites/kit/answer.ts";
import { clientFor, label, type SeenRequest, serve } from "./server.ts";

const credentials = { username: "ann", password: "s3cret-password" };

/** Redirects everything to what `to` makes of the request, except requests for /end. */
const redirecting = (status: number, to: (request: SeenRequest) => string) =>
  serve((request, response) => {
    if (request.url.startsWith("/end")) return response.end("there");
    response.writeHead(status, { Location: to(request) }).end();
  });

test.for([301, 302, 303, 307, 308])(
  "follows %i for GET and HEAD, with Range and Accept, and records every hop",
  async (status) => {
    await using server = await redirecting(status, () => "/end?sig=a%2Fb//c&x=..%2F");
    await using client = clientFor(server);
    const headers = { Range: "bytes=0-1", Accept: "a/b" };

    const { exchange, body } = await client.send({ method: "GET", url: "/v2/x", headers, locationOf: "x0" }, label);
    await client.send({ method: "HEAD", url: "/v2/x" }, label);

    expect(body.toString()).toBe("there");
    expect(exchange).toMatchObject({ ...label, follows: { exchange: "x1", because: "redirect" } });
    expect(client.exchanges[0]).toMatchObject({ ...label, locationOf: "x0", response: { status } });
    expect(exchange.locationOf).toBeUndefined();
    expect(server.requests[1]).toMatchObject({
      url: "/end?sig=a%2Fb//c&x=..%2F",
      headers: { range: "bytes=0-1", accept: "a/b" },
    });
    expect(server.requests.map(({ method }) => method)).toEqual(["GET", "GET", "HEAD", "HEAD"]);
  },
);

test.for<[number, number]>([
  [301, 1],
  [302, 1],
  [303, 1],
  [307, 2],
  [308, 2],
])("%i for PUT: %i request(s), with the body", async ([status, count]) => {
  await using server = await redirecting(status, () => "/end");
  await using client = clientFor(server);

  await client.send({ method: "PUT", url: "/v2/x", body: Content.text("hello") }, label);

  expect(server.requests.map(({ method, body }) => `${method} ${body}`)).toEqual(Array(count).fill("PUT hello"));
});

test.for(["http:///", "ftp://x/", "http://[bad", "https://a b/"])(
  "a Location of no use is not followed: %s",
  async (location) => {
    await using server = await redirecting(307, () => location);
    await using client = clientFor(server);

    const { exchange } = await client.send({ method: "GET", url: "/v2/x" }, label);

    expect(exchange.response?.status ?? exchange.error?.kind).toBeOneOf([307, "malformed"]);
  },
);

test.for([
  ["relative", () => "end"],
  ["absolute path", () => "/end"],
  ["without a scheme", (origin: string) => `${origin.slice(5)}/end`],
  ["absolute", (origin: string) => `${origin}/end#fragment`],
] as const)("a Location may be %s", async ([, location]) => {
  await using server = await redirecting(307, ({ headers }) => location(`http://${headers.host}`));
  await using client = clientFor(server);

  const { exchange } = await client.send({ method: "GET", url: "/v2" }, label);

  expect(exchange.request.url).toBe(`${server.url}/end`);
  expect(exchange.response?.status).toBe(200);
});

test("no other header is taken for the Location, and its name may be in any case", async () => {
  await using server = await serve(({ url }, response) => {
    if (url === "/end") return response.end("there");
    response.writeHead(307, { "Content-Location": "/astray", LOCATION: "/end" }).end();
  });
  await using client = clientFor(server);

  const { body } = await client.send({ method: "GET", url: "/v2/x" }, label);

  expect(body.toString()).toBe("there");
});

test("no redirect is followed when the call says so", async () => {
  await using server = await redirecting(307, () => "/end");
  await using client = clientFor(server);

  const { exchange, location } = await client.send({ method: "GET", url: "/v2/x", followRedirects: false }, label);

  expect(exchange.response?.status).toBe(307);
  expect(location).toBe("/end");
  expect(server.requests).toHaveLength(1);
});

test("credentials stay with the target", async () => {
  await using elsewhere = await serve(({ url }, response) => {
    if (url === "/asks") return response.writeHead(401, { "WWW-Authenticate": 'Basic realm="r"' }).end();
    response.end("there");
  });
  await using server = await serve(({ url, headers }, response) => {
    if (!headers.authorization) return response.writeHead(401, { "WWW-Authenticate": 'Basic realm="r"' }).end();
    if (url === "/here") return response.end("here");
    response.writeHead(307, { Location: url === "/v2/inside" ? "/here" : `${elsewhere.url}${url}` }).end();
  });
  await using client = clientFor(server, { credentials });

  await client.send({ method: "GET", url: "/v2/inside" }, label);
  await client.send({ method: "GET", url: "/v2/outside", headers: { Authorization: "Basic b3du" } }, label);
  await client.send({ method: "PUT", url: "/v2/outside", body: Content.text("hello") }, label);
  await client.send({ method: "GET", url: "/asks" }, label);
  await client.send({ method: "GET", url: `${elsewhere.url}/asks` }, label);

  expect(server.requests.filter(({ url }) => url === "/here")[0]?.headers.authorization).toMatch(/^Basic /);
  expect(elsewhere.requests).toHaveLength(4);
  for (const { headers } of elsewhere.requests) expect(headers.authorization).toBeUndefined();
});

test("a loop ends as an error of its own, with the hops before it", async () => {
  await using server = await redirecting(307, ({ url }) => (url === "/v2/a" ? "/v2/b" : "/v2/a"));
  await using client = clientFor(server);

  const { exchange } = await client.send({ method: "GET", url: "/v2/a" }, label);

  expect(exchange.error?.kind).toBe("redirects");
  expect(exchange.response).toBeUndefined();
  expect(exchange.follows).toEqual({ exchange: "x2", because: "redirect" });
  expect(server.requests).toHaveLength(2);
});

test("five redirects are followed, and no more", async () => {
  await using server = await redirecting(302, ({ url }) => `${url}x`);
  await using client = clientFor(server);

  const { exchange } = await client.send({ method: "GET", url: "/v2/" }, label);

  expect(exchange.error).toEqual({ kind: "redirects", message: "not sent: more than 5 redirects" });
  expect(server.requests).toHaveLength(6);
});

/** What is sent next where a GET of `https://r.example/v2/x` is redirected there. */
function redirected(location: string, headers: HeaderLine[] = []): Hop {
  const url = "https://r.example/v2/x";
  const hop = { method: "GET", url, headers, body: undefined, call: { method: "GET", url }, challenged: true };
  const response = { status: 307, headers: [["Location", location]] } as unknown as Received["response"];
  return followRedirects()(hop, { exchange: exchangeOf(307), response }) as Hop;
}

test.for([
  ["/v2/../b%2Fc/./d?of=http://e:80", "https://r.example/v2/../b%2Fc/./d?of=http://e:80"],
  ["HTTPS://s.example/../b%2F#of\nthat", "HTTPS://s.example/../b%2F"],
  ["//s.example/../b/#c", "https://s.example/../b/"],
  ["../b/sha256:c", "https://r.example/b/sha256:c"],
  ["?of=http://e:80", "https://r.example/v2/x?of=http://e:80"],
])("a Location is taken as it is, and made absolute: %s", ([location, url]) => {
  expect(redirected(location as string).url).toBe(url);
});

test("a challenge behind a redirect is another one, to be answered", () => {
  expect(redirected("/v2/y").challenged).toBe(false);
});

test("what a caller set as headers goes along, but neither login, cookie nor host to another origin", () => {
  const headers: [string, string][] = [
    ["Authorization", "Basic b3du"],
    ["cookie", "a=b"],
    ["HOST", "r.example"],
    ["Accept", "a/b"],
  ];
  const sentTo = (location: string) => redirected(location, headers);
  expect(sentTo("/else").headers).toEqual(headers);
  for (const elsewhere of [
    "http://r.example/else",
    "https://r.example:444/",
    "https://store.example/",
    "//store.example/",
  ])
    expect(sentTo(elsewhere)).toMatchObject({ headers: [["Accept", "a/b"]], authorization: undefined });
});
