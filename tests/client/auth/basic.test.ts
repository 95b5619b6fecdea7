import { expect, test } from "vitest";
import { Content } from "../../../client/content.ts";
import { clientFor, label, serve } from "../server.ts";

const credentials = { username: "ann", password: "s3cret-pa:ss" };
const right = `Basic ${Buffer.from("ann:s3cret-pa:ss").toString("base64")}`;

const serveBasic = () =>
  serve(({ headers }, response) => {
    if (headers.authorization === right) return response.end("welcome");
    response.writeHead(401, { "WWW-Authenticate": 'Basic realm="r"' }).end("who are you?");
  });

test("answers the challenge, records both requests, and sends the credentials at once from then on", async () => {
  await using server = await serveBasic();
  await using client = clientFor(server, { credentials });

  const { exchange, body } = await client.send({ method: "GET", url: "/v2/" }, label);
  await client.send({ method: "GET", url: "/v2/x" }, label);

  expect(body.toString()).toBe("welcome");
  expect(exchange).toMatchObject({ id: "x2", ...label, follows: { exchange: "x1", because: "challenge" } });
  expect(exchange.request.headers).toContainEqual(["Authorization", "Basic ***"]);
  expect(client.exchanges.map(({ response }) => response?.status)).toEqual([401, 200, 200]);
});

test("wrong credentials are sent once for each request, and the 401 stands", async () => {
  await using server = await serveBasic();
  await using client = clientFor(server, { credentials: { ...credentials, password: "wrong-password" } });

  const first = await client.send({ method: "GET", url: "/v2/" }, label);
  const second = await client.send({ method: "GET", url: "/v2/" }, label);

  expect([first, second].map(({ exchange }) => exchange.response?.status)).toEqual([401, 401]);
  expect(server.requests).toHaveLength(3);
});

test("anonymous calls carry nothing and answer nothing, before and after others signed in", async () => {
  await using server = await serveBasic();
  await using client = clientFor(server, { credentials });

  for (const as of ["anonymous", "run", "anonymous"] as const)
    await client.send({ method: "GET", url: "/v2/", as }, label);

  expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([undefined, undefined, right, undefined]);
});

test("the limited account uses its own credentials", async () => {
  await using server = await serveBasic();
  await using client = clientFor(server, {
    credentials,
    limitedCredentials: { username: "bob", password: "bobs-password" },
  });

  await client.send({ method: "GET", url: "/v2/", as: "run" }, label);
  const { exchange } = await client.send({ method: "GET", url: "/v2/", as: "limited" }, label);

  expect(exchange.response?.status).toBe(401);
  expect(server.requests.at(-1)?.headers.authorization).toBe(`Basic ${btoa("bob:bobs-password")}`);
});

test("a call's own Authorization header is left alone", async () => {
  await using server = await serveBasic();
  await using client = clientFor(server, { credentials });
  await client.send({ method: "GET", url: "/v2/" }, label);

  const { exchange } = await client.send(
    { method: "GET", url: "/v2/", headers: { Authorization: "Basic bm9uZQ==" } },
    label,
  );

  expect(server.requests.at(-1)?.headers.authorization).toBe("Basic bm9uZQ==");
  expect(exchange.response?.status).toBe(401);
  expect(exchange.request.headers).toContainEqual(["Authorization", "Basic ***"]);
});

test("the body is sent again with the answer", async () => {
  await using server = await serveBasic();
  await using client = clientFor(server, { credentials });

  await client.send({ method: "PUT", url: "/v2/x", body: Content.text("hello") }, label);

  expect(server.requests.map(({ body }) => body.toString())).toEqual(["hello", "hello"]);
});
