import { describe, expect, test, vi } from "vitest";
import { type TokenRequest, Tokens, tokensIn } from "../../../client/auth/tokens.ts";
import type { Received } from "../../../client/hop.ts";
import { exchangeOf } from "../../suites/kit/answer.ts";

const credentials = { username: "ann", password: "s3cret-password" };
const challenge = (parameters: Record<string, string> = {}) => ({
  scheme: "bearer",
  parameters: { realm: "https://tokens.example/t", service: "s", ...parameters },
});

/** A token server that answers this, and what it was asked. */
function server(answer: unknown, status = 200) {
  const asked: TokenRequest[] = [];
  const body = Buffer.from(typeof answer === "string" ? answer : JSON.stringify(answer));
  const ask = async (request: TokenRequest): Promise<Received> => {
    asked.push(request);
    const response = { status, headers: [], body: { head: body } } as unknown as Received["response"];
    return { exchange: exchangeOf(status), response: status === 0 ? undefined : response };
  };
  return { asked, ask };
}

describe("Credentials do not leave in the clear", () => {
  test("from an https registry to a token server of plain http", async () => {
    const { asked, ask } = server({ token: "t" });
    const plain = challenge({ realm: "http://tokens.example/t" });
    expect(await new Tokens(credentials, true).fetch(plain, undefined, ask)).toEqual({
      reason: "the token server tokens.example is plain http: no credentials are sent there from an https registry",
      final: true,
    });
    expect(asked).toEqual([]);
  });

  test("but may from one of plain http, or where there are none", async () => {
    for (const tokens of [new Tokens(credentials, false), new Tokens(undefined, true)])
      expect(
        await tokens.fetch(challenge({ realm: "http://tokens.example/t" }), undefined, server({ token: "t" }).ask),
      ).toEqual({
        token: "t",
      });
  });
});

describe("A token", () => {
  const fetched = async (answer: unknown, status?: number) =>
    new Tokens(credentials, true).fetch(challenge(), undefined, server(answer, status).ask);

  test("is what a header can hold", async () => {
    const longest = "x".repeat(64 * 1024);
    expect(await fetched({ token: longest })).toEqual({ token: longest });
    for (const token of [`${longest}x`, "a b", "a\r\nb", "ä", "", 7, null])
      expect(await fetched({ token })).toMatchObject({ final: true });
  });

  test.each(["[1", '"token"', "null", "7"])("is not in an answer that is %s", async (answer) => {
    expect(await fetched(answer)).toEqual({
      reason: "the token server tokens.example sent no JSON (no media type)",
      final: true,
    });
  });

  test("is not asked for again with credentials that were refused, and is after any other failure", async () => {
    for (const [status, times] of [
      [401, 1],
      [403, 1],
      [400, 1],
      [500, 2],
      [0, 2],
    ] as const) {
      const { asked, ask } = server({}, status);
      const tokens = new Tokens(credentials, true);
      await tokens.fetch(challenge(), undefined, ask);
      await tokens.fetch(challenge(), undefined, ask);
      expect(asked).toHaveLength(times);
    }
  });

  test("is held for its time less a tenth, one minute when it says none, and for a challenge in any order of scopes", async () => {
    vi.useFakeTimers();
    try {
      for (const [answer, seconds] of [
        [{ expires_in: 100 }, 90],
        [{}, 54],
        [{ expires_in: 0 }, 54],
        [{ expires_in: "100" }, 54],
      ] as const) {
        const tokens = new Tokens(credentials, true);
        await tokens.fetch(challenge({ scope: "b a" }), undefined, server({ token: "t", ...answer }).ask);
        vi.advanceTimersByTime(seconds * 1000 - 1);
        expect(tokens.held(challenge({ scope: "a b" }))).toBe("t");
        expect(tokens.held(challenge({ scope: "a" }))).toBe(undefined);
        vi.advanceTimersByTime(1);
        expect(tokens.held(challenge({ scope: "a b" }))).toBe(undefined);
      }
    } finally {
      vi.useRealTimers();
    }
  });

  test("that was rejected is replaced, though none is held any more", async () => {
    const { asked, ask } = server({ token: "new" });
    const tokens = new Tokens(credentials, true);
    expect(await tokens.fetch(challenge(), "old", ask)).toEqual({ token: "new" });
    expect(await tokens.fetch(challenge(), "old", ask)).toEqual({ token: "new" });
    expect(asked).toHaveLength(1);
    await tokens.fetch(challenge(), "new", ask);
    expect(asked).toHaveLength(2);
  });

  test("is for its own scope, however much like another that is", async () => {
    const { asked, ask } = server({ token: "t" });
    const tokens = new Tokens(credentials, true);
    for (const name of ["ab", "ba"])
      await tokens.fetch(challenge({ scope: `repository:${name}:pull` }), undefined, ask);
    expect(asked).toHaveLength(2);
  });

  test.each([
    [
      "https://tokens.example/t",
      { service: "a b", scope: "c d" },
      "https://tokens.example/t?service=a%20b&scope=c&scope=d",
    ],
    ["https://tokens.example/t?u=1", { service: "s" }, "https://tokens.example/t?u=1&service=s"],
    ["https://tokens.example/t#of\nus", { service: "s" }, "https://tokens.example/t?service=s"],
    ["https://tokens.example/t", {}, "https://tokens.example/t"],
  ])("of %s with %j is asked for there", async (realm, parameters: Record<string, string>, url) => {
    const { asked, ask } = server({ token: "t" });
    await new Tokens(credentials, true).fetch(
      { scheme: "bearer", parameters: { realm, ...parameters } },
      undefined,
      ask,
    );
    expect(asked.map((request) => request.url)).toEqual([url]);
  });

  test.each([404, 405])(
    "is asked for by POST where GET is answered %d, with a login and not without",
    async (status) => {
      const { asked, ask } = server({}, status);
      await new Tokens(credentials, true).fetch(challenge(), undefined, ask);
      await new Tokens(undefined, true).fetch(challenge(), undefined, ask);
      expect(asked.map(({ form }) => form !== undefined)).toEqual([false, true, false]);
    },
  );

  test("is masked, of whatever kind", () => {
    const named = { token: "a", access_token: "b", refresh_token: "c", id: "d", expires_in: 1 };
    expect(tokensIn(Buffer.from(JSON.stringify(named)))).toEqual(["a", "b", "c"]);
    expect(tokensIn(Buffer.from("null"))).toEqual([]);
  });

  test.each([
    ["a byte order mark", '\ufeff{"token":"a1","access_token": "b2"}'],
    ["more than a document", '{"token":"a1","access_token" : "b2"} {}'],
    ["less than one", '{"token":"a1","access_token":"b2","expires_in'],
  ])("is masked in what is no JSON for %s", (_, text) => {
    expect(tokensIn(Buffer.from(text))).toEqual(["a1", "b2"]);
  });

  test("is masked where there are more than anybody needs, so that they take no time worth mentioning", () => {
    expect(tokensIn(Buffer.from('"token":"a1",'.repeat(100_000))).length).toBeLessThan(10);
  });
});
