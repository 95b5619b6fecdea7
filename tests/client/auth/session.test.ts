import { describe, expect, test } from "vitest";
import { Session } from "../../../client/auth/session.ts";
import type { TokenRequest } from "../../../client/auth/tokens.ts";
import type { HeaderLine } from "../../../client/exchange.ts";
import type { Hop, Received } from "../../../client/hop.ts";
import { exchangeOf } from "../../suites/kit/answer.ts";

const login = { username: "ann", password: "s3cret-password" };
const basic = `Basic ${btoa("ann:s3cret-password")}`;
const registry = "https://registry.example";

const hopTo = (url: string, headers: HeaderLine[] = []): Hop => ({
  method: "GET",
  url,
  headers,
  body: undefined,
  call: { method: "GET", url },
});
const received = (status: number, headers: HeaderLine[] = [], body = ""): Received => ({
  exchange: exchangeOf(status),
  response: { status, headers, body: { head: Buffer.from(body) } } as unknown as Received["response"],
});
const challenged = (...challenges: string[]) =>
  received(
    401,
    challenges.map((each): HeaderLine => ["WWW-Authenticate", each]),
  );

/** A token server that hands out one token, and what it was asked. */
function tokenServer() {
  const asked: TokenRequest[] = [];
  const ask = async (request: TokenRequest) => {
    asked.push(request);
    return received(200, [], '{"token":"issued"}');
  };
  return { asked, ask };
}

const elsewhere = [
  "https://registry.example.net/v2/",
  "https://registry.example:444/v2/",
  "http://registry.example/v2/",
  "https://store.example/v2/",
];

describe("Credentials stay with the target", () => {
  const { ask } = tokenServer();

  test("a login, once it is known that it is wanted", async () => {
    const session = new Session(registry, login);
    const home = hopTo(`${registry}/v2/`);
    expect(session.authorizationFor(home)).toBeUndefined();
    expect((await session.answer(home, challenged("Basic"), ask))?.authorization).toBe(basic);
    expect(session.authorizationFor(home)).toBe(basic);
    for (const url of elsewhere) expect(session.authorizationFor(hopTo(url)), url).toBeUndefined();
  });

  test("a token that was given, from the beginning", () => {
    const session = new Session(registry, { token: "given" });
    expect(session.authorizationFor(hopTo(`${registry}/v2/`))).toBe("Bearer given");
    for (const url of elsewhere) expect(session.authorizationFor(hopTo(url)), url).toBeUndefined();
  });

  test("another host's challenge is not answered", async () => {
    const { asked, ask } = tokenServer();
    const session = new Session(registry, login);
    for (const url of elsewhere)
      for (const challenge of ["Basic", 'Bearer realm="https://tokens.example/t"'])
        expect(await session.answer(hopTo(url), challenged(challenge), ask), url).toBeUndefined();
    expect(asked).toEqual([]);
  });

  test("they do not go from an https registry to a token server of plain http", async () => {
    const { asked, ask } = tokenServer();
    const session = new Session(registry, login);
    const answer = await session.answer(
      hopTo(`${registry}/v2/`),
      challenged('Bearer realm="http://tokens.example/t"'),
      ask,
    );
    expect({ answer, asked }).toEqual({ answer: undefined, asked: [] });
    expect(session.reason).toContain("is plain http");
  });
});

test("An Authorization that the caller has set is left alone", async () => {
  const { asked, ask } = tokenServer();
  const session = new Session(registry, { token: "given" });
  const own = hopTo(`${registry}/v2/`, [["authorization", "Basic b3du"]]);
  expect(session.authorizationFor(own)).toBeUndefined();
  for (const challenge of ["Basic", 'Bearer realm="https://tokens.example/t"'])
    expect(await new Session(registry, login).answer(own, challenged(challenge), ask)).toBeUndefined();
  expect(asked).toEqual([]);
});

test("Of several challenges one that can be answered is, a token before a login", async () => {
  const { ask } = tokenServer();
  const answered = async (...challenges: string[]) =>
    (await new Session(registry, login).answer(hopTo(`${registry}/v2/`), challenged(...challenges), ask))
      ?.authorization;
  expect(await answered("Negotiate", "Basic")).toBe(basic);
  expect(await answered("Basic", 'Bearer realm="https://tokens.example/t"')).toBe("Bearer issued");
  expect(await answered("Basic", "Bearer")).toBe(basic);
  expect(await answered("Negotiate")).toBeUndefined();
  expect(await answered('Negotiate realm="https://tokens.example/t"')).toBeUndefined();
});

test("A token that has been issued is sent for the same need at once, and for another is not", async () => {
  const { ask } = tokenServer();
  const session = new Session(registry, login);
  const [list, push] = [
    hopTo(`${registry}/v2/a/tags/list`),
    { ...hopTo(`${registry}/v2/a/manifests/b`), method: "PUT" },
  ];
  await session.answer(list, challenged('Bearer realm="https://tokens.example/t"'), ask);
  expect(session.authorizationFor(list)).toBe("Bearer issued");
  expect(session.authorizationFor(hopTo(`${registry}/v2/a/manifests/b`))).toBe("Bearer issued");
  expect(session.authorizationFor(push)).toBeUndefined();
  for (const url of elsewhere) expect(session.authorizationFor(hopTo(`${url}a/tags/list`)), url).toBeUndefined();
});

test("A login that was refused is not sent again", async () => {
  const { ask } = tokenServer();
  const refused = { ...hopTo(`${registry}/v2/`), authorization: basic };
  expect(await new Session(registry, login).answer(refused, challenged("Basic"), ask)).toBeUndefined();
});

test("The scope that is given is asked for, whatever the challenge says", async () => {
  const { asked, ask } = tokenServer();
  const challenge = 'Bearer realm="https://tokens.example/t",scope="repository:a:pull"';
  for (const scope of [undefined, "repository:b:pull"])
    await new Session(registry, login, scope).answer(hopTo(`${registry}/v2/`), challenged(challenge), ask);
  expect(asked.map(({ url }) => new URL(url).searchParams.getAll("scope"))).toEqual([
    ["repository:a:pull"],
    ["repository:b:pull"],
  ]);
});

test("A challenge is answered once, and only a 401 is one", async () => {
  const { ask } = tokenServer();
  const session = new Session(registry, login);
  const home = hopTo(`${registry}/v2/`);
  const again = await session.answer(home, challenged("Basic"), ask);
  expect(again).toMatchObject({ challenged: true, follows: { because: "challenge" } });
  expect(await session.answer(again as Hop, challenged("Basic"), ask)).toBeUndefined();
  expect(await session.answer(home, received(403, [["WWW-Authenticate", "Basic"]]), ask)).toBeUndefined();
});
