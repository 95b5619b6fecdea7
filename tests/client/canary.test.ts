import { expect, test } from "vitest";
import { Content } from "../../client/content.ts";
import { clientFor, label, serve } from "./server.ts";
import { serveTokens } from "./token-server.ts";

const password = "canary/pass wörd&1";
const limitedPassword = "canary-limited";
const issued = ["canary.issued.token", "canary.access.token", "canary.refresh.token"] as const;

/** Everything that would give a secret away, in the forms in which it could be told. */
const forbidden = [password, limitedPassword, `ann:${password}`, `bob:${limitedPassword}`, ...issued].flatMap(
  (secret) => [
    secret,
    encodeURIComponent(secret),
    encodeURIComponent(secret).toLowerCase(),
    encodeURIComponent(encodeURIComponent(secret)),
    encodeURIComponent(secret).replaceAll("%20", "+"),
    JSON.stringify(secret).slice(1, -1),
    Buffer.from(secret).toString("latin1"),
    Buffer.from(secret).toString("base64").replace(/=+$/, ""),
    Buffer.from(secret).toString("base64url"),
  ],
);

test("no secret is told, wherever a target repeats it", async () => {
  const [token, access_token, refresh_token] = issued;
  await using tokens = await serveTokens(() => ({ body: { token, access_token, refresh_token } }));
  await using server = await serve(({ url, headers }, response) => {
    const { authorization = "" } = headers;
    if (!authorization) {
      const asks = url.includes("basic") ? 'Basic realm="r"' : `Bearer realm="${tokens.url}/token"`;
      return response.writeHead(401, { "WWW-Authenticate": asks }).end();
    }
    const all = [authorization, ...forbidden].join(" | ");
    response.setHeader("X-Echo", encodeURIComponent(all));
    response.setHeader("X-Plain", Buffer.from(all).toString("latin1"));
    response.setHeader("Location", `/v2/next?state=${encodeURIComponent(all)}`);
    response.setHeader("Set-Cookie", `session=${token}; Path=/`);
    response.setHeader("WWW-Authenticate", `Basic realm="${token}"`);
    const body = url.includes("binary")
      ? Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(all)])
      : Buffer.from(
          url.includes("long")
            ? `${"x".repeat(4000)}${all}${all}${"y".repeat(90_000)}`
            : JSON.stringify({ errors: [{ code: "DENIED", detail: all, message: all }] }),
        );
    response.end(body);
  });
  const seen: string[] = [];
  await using client = clientFor(server, {
    credentials: { username: "ann", password },
    limitedCredentials: { username: "bob", password: limitedPassword },
    onExchange: (exchange) => seen.push(JSON.stringify(exchange)),
  });

  for (const as of ["run", "limited"] as const) {
    for (const kind of ["bearer", "bearer/long", "basic", "basic/binary"]) {
      const { location } = await client.send({ method: "GET", url: `/v2/${kind}/tags/list`, as }, label);
      expect(location).toContain(encodeURIComponent(token));
      await client.send(
        {
          method: "PUT",
          url: location?.replace(/^/, server.url) ?? "",
          body: Content.text(`${token} ${password}`),
          as,
        },
        label,
      );
    }
    await client.send({ method: "GET", url: "/v2/", as }, label);
  }
  await client.send(
    { method: "GET", url: `http://ann:${encodeURIComponent(password)}@127.0.0.1:1/?password=${limitedPassword}` },
    label,
  );

  const binary = client.exchanges.map(({ response }) => Buffer.from(response?.body.base64 ?? "", "base64"));
  const told = [JSON.stringify(client.exchanges), ...seen, ...binary.map((body) => body.toString("latin1"))].join();
  expect(client.exchanges.length).toBeGreaterThan(20);
  // Only what was told, for a failure shall not print everything.
  expect(forbidden.filter((secret) => told.includes(secret))).toEqual([]);
  expect(client.redact(`x ${password} y`)).toBe("x *** y");
});
