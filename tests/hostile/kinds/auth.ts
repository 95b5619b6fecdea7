import { type Answered, type Hostility, isRoot, setHeader, setJson } from "../hostility.ts";
import { write } from "../server.ts";

/** Everything is refused with this challenge, and whatever asks for a token gets this answer. */
const challenge = (
  header: (url: string, elsewhere: string, number: number) => string,
  token: string | ((number: number) => string) = '{"token":"t"}',
): Hostility => ({
  change: (answered, asked, { url, elsewhere }) => {
    answered.status = 401;
    if (asked.url.startsWith("/token")) {
      answered.status = 200;
      setJson(answered, typeof token === "string" ? token : token(asked.number));
    } else setHeader(answered, "WWW-Authenticate", header(url, elsewhere, asked.number));
  },
});

/** As the former, but lets in whoever brings any token. */
const door = (token: (number: number) => string, scope = "repository:a:pull"): Hostility => ({
  seize: (asked, socket, { url }) => {
    const isToken = asked.url.startsWith("/token");
    if (!isToken && asked.headers.authorization !== undefined) return false;
    const asks = `Bearer realm="${url}/token",service="s",scope="${scope}"`;
    const headers: Answered["headers"] = isToken
      ? [["Content-Type", "application/json"]]
      : [["WWW-Authenticate", asks]];
    write(socket, { status: isToken ? 200 : 401, headers, body: Buffer.from(isToken ? token(asked.number) : "") });
    return true;
  },
});

const realm = (path: string) => (url: string) => `Bearer realm="${url}${path}",service="s",scope="repository:a:pull"`;

/** Challenges that cannot be answered, and tokens that are none. */
export const auth: Record<string, Hostility> = {
  "tokens that never work": challenge(realm("/token")),
  "another realm each time": challenge((url, _, number) => `Bearer realm="${url}/token/${number}"`),
  "a realm of file:": challenge(() => 'Bearer realm="file:///etc/passwd"'),
  "a realm that is not there": challenge(() => 'Bearer realm="http://registry.invalid/token"'),
  "no JSON for a token": challenge(realm("/token"), "<html>\u001b[31m"),
  "a token with a line break": challenge(realm("/token"), '{"token":"a\\r\\nX-Injected: 1"}'),
  "a token of 4 MiB": challenge(realm("/token"), `{"token":"${"x".repeat(4 * 1024 * 1024)}"}`),
  "a hundred thousand tokens": challenge(
    realm("/token"),
    `{"token":[${Array.from({ length: 100_000 }, (_, at) => `"token-${at}"`)}]}`,
  ),
  "a new token each time, gone at once": door(
    (number) => `{"token":"token-${number}-${"x".repeat(900)}","access_token":"other-${number}","expires_in":1e-9}`,
  ),
  "a token for all there is": door(
    () => '{"token":"all-there-is"}',
    "registry:catalog:* repository:other/secret:pull,push,delete",
  ),
  "a challenge of ten thousand characters": challenge(() => `Bearer ${'a="'.repeat(3000)}`),
  "a hundred challenges": challenge(() => Array(100).fill('Basic realm="x"').join(", ")),
  "a Basic challenge behind a redirect to another host": {
    change: (answered, asked, { elsewhere }) => {
      if (isRoot(asked)) return;
      answered.status = 307;
      setHeader(answered, "Location", `${elsewhere}${asked.url}`);
      setHeader(answered, "WWW-Authenticate", 'Basic realm="x"');
    },
  },
};
