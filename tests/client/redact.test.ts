import { expect, test } from "vitest";
import { Redactor, secretsOf } from "../../client/redact.ts";

const redactor = new Redactor();
redactor.learn(...secretsOf({ username: "ann", password: 'pa ss"w/ö+rd&<x>' }), "pin-1");

test.for([
  'plain: pa ss"w/ö+rd&<x>!',
  `percent: ${encodeURIComponent('pa ss"w/ö+rd&<x>')}`,
  `lower: ${encodeURIComponent('pa ss"w/ö+rd&<x>').toLowerCase()}`,
  `form: ${new URLSearchParams({ a: 'pa ss"w/ö+rd&<x>' })}`,
  `twice: ${encodeURIComponent(encodeURIComponent('pa ss"w/ö+rd&<x>'))}`,
  "all percent: %70%61%20%73%73%22%77%2f%c3%b6%2b%72%64%26%3c%78%3e",
  `json: ${JSON.stringify('pa ss"w/ö+rd&<x>')}`,
  'go json: pa ss\\"w/\\u00f6+rd\\u0026\\u003cx\\u003e',
  "html: pa ss&quot;w/ö+rd&amp;&lt;x&gt;",
  `latin1: ${Buffer.from('pa ss"w/ö+rd&<x>').toString("latin1")}`,
  `base64: ${Buffer.from('ann:pa ss"w/ö+rd&<x>').toString("base64")}`,
  `base64url: ${Buffer.from('ann:pa ss"w/ö+rd&<x>').toString("base64url")}`,
  `base64 without the name: ${Buffer.from('pa ss"w/ö+rd&<x>').toString("base64")}`,
  "short, as a word: (pin-1)",
])("masks a known secret, %s", (text) => {
  const masked = redactor.text(text);

  expect(masked).toContain("***");
  expect(masked).not.toMatch(/ss|70%61|pin|YW5u|cGEg/);
});

const token = `${"0123456789abcdef".repeat(5)}/t<o'k&e+n=`;

test.for([
  `plain: ${token}`,
  `percent: ${encodeURIComponent(token)}`,
  `lower: ${encodeURIComponent(token).toLowerCase()}`,
  `twice: ${encodeURIComponent(encodeURIComponent(token))}`,
  `php json: ${token.replace("/", "\\/")}`,
  `go json: ${token.replace("<", "\\u003c").replace("&", "\\u0026")}`,
  `gson json: ${token.replace("<", "\\u003c").replace("'", "\\u0027").replace("&", "\\u0026").replace("=", "\\u003d")}`,
  `.net json: ${token.replace("<", "\\u003C").replace("'", "\\u0027").replace("&", "\\u0026").replace("+", "\\u002B")}`,
  `base64: ${btoa(token)}`,
])("masks a long secret, %s", (text) => {
  const own = new Redactor();
  own.learn(...secretsOf({ token }));
  expect(own.text(text)).toMatch(/^[a-z0-9. ]+: \*\*\*=*$/);
});

test("masks a long secret that no URL can hold", () => {
  const own = new Redactor();
  const broken = `${token}\ud800`;
  own.learn(broken);
  expect(own.text(`{"token":${JSON.stringify(broken)}}`)).toBe('{"token":"***"}');
});

test("a secret is masked in HTML that writes its apostrophe as a number", () => {
  const own = new Redactor();
  own.learn("it's secret");
  expect(own.text("of it&#39;s secret.")).toBe("of ***.");
});

test("a short secret inside a longer word is no secret", () => {
  expect(redactor.text("spin-12 pin-1x")).toBe("spin-12 pin-1x");
});

test.for<[string, string]>([
  [
    "https://cdn.example/a?X-Amz-Signature=abc&X-Amz-Date=d&n=1",
    "https://cdn.example/a?X-Amz-Signature=***&X-Amz-Date=***&n=1",
  ],
  ["https://x/?token=abc&access_token=d#e", "https://x/?token=***&access_token=***#e"],
  ["https://x/?sv=1&sig=a%2Fb", "https://x/?sv=1&sig=***"],
  ["https://x/?Signature=a&Key-Pair-Id=b", "https://x/?Signature=***&Key-Pair-Id=b"],
  ["https://x/?password=a&api_key=b&apikey=c", "https://x/?password=***&api_key=***&apikey=***"],
  ["https://ann:secret@x/", "https://***@x/"],
  ['<a href="https://x/?n=1&amp;sig=abc">', '<a href="https://x/?n=1&amp;sig=***">'],
  ["https://x/?to=%2Fy%3Ftoken%3Dabc%26n%3D1", "https://x/?to=%2Fy%3Ftoken%3D***%26n%3D1"],
  ['{"url":"https://x/?a=1\\u0026sig=abc"}', '{"url":"https://x/?a=1\\u0026sig=***"}'],
  [
    '{"refresh_token":"abc","identityToken" : "d\\"e","name":"x"}',
    '{"refresh_token":"***","identityToken" : "***","name":"x"}',
  ],
  ["/v2/x/blobs/uploads/1?_state=abc&digest=sha256:0", "/v2/x/blobs/uploads/1?_state=abc&digest=sha256:0"],
  ["/v2/x/tags/list?n=2&last=token&next_token=abc", "/v2/x/tags/list?n=2&last=token&next_token=abc"],
])("masks what is secret by name: %s", ([text, masked]) => {
  expect(redactor.text(text)).toBe(masked);
});

test.for<[[string, string], string]>([
  [["Authorization", "Bearer abc.def"], "Bearer ***"],
  [["PROXY-authorization", "abc"], "***"],
  [["Cookie", "a=b; c=d"], "a=***; c=***"],
  [["Cookie", "session=first;token=second;  id=third=more"], "session=***;token=***;  id=***"],
  [["Authorization", "Negotiate a b\nc"], "Negotiate ***"],
  [["Token", "abc"], "***"],
  [["apikey", "abc"], "***"],
  [["Location", "http://ann:secret@x/"], "http://***@x/"],
  [["Set-Cookie", "session=abc; Path=/; Secure"], "session=***; Path=/; Secure"],
  [["X-Registry-Auth", "abc"], "***"],
  [["X-Auth-Token", "abc"], "***"],
  [["X-Amz-Security-Token", "abc"], "***"],
  [["x-api-key", "abc"], "***"],
  [["Location", "https://x/?token=abc"], "https://x/?token=***"],
  [["X-Credential", "abc"], "***"],
  [["X-Credentials", "abc"], "***"],
  [["Ocp-Apim-Subscription-Key", "abc"], "***"],
  [["X-Amz-Access-Key-Id", "abc"], "***"],
  [["X-Amz-AccessKey", "abc"], "***"],
  [["X-Tokens-Left", "abc"], "abc"],
  [["X-Mytoken", "abc"], "abc"],
  [["Location", "https://x/?sig=abc"], "https://x/?sig=***"],
  [["Link", '</v2/x/tags/list?token=abc&sig=d>; rel="next"'], '</v2/x/tags/list?token=abc&sig=***>; rel="next"'],
  [["WWW-Authenticate", 'Bearer realm="https://x/token",service="s"'], 'Bearer realm="https://x/token",service="s"'],
  [["Docker-Upload-UUID", "abc"], "abc"],
  [["Docker-Content-Digest", "sha256:abc"], "sha256:abc"],
])("masks the header %j", ([line, masked]) => {
  expect(redactor.header(line)).toEqual([line[0], masked]);
});

test("a secret that we write into our own request lines is none", () => {
  const own = new Redactor();
  own.learn(...secretsOf({ username: "conformance", password: "conformance" }));

  own.concede("/v2/conformance/repo/tags/list");

  expect(own.text('{"name":"conformance/repo"}')).toBe('{"name":"conformance/repo"}');
  expect(own.text(btoa("conformance:conformance"))).toMatch(/^\*\*\*=*$/);
});

test("the head of a long text ends with no part of a secret", () => {
  const secret = "0123456789abcdef".repeat(64);
  const own = new Redactor();
  own.learn(secret);
  const text = `${"x".repeat(4090)}${secret}${"y".repeat(20_000)}`;

  const head = own.head(text.slice(0, Redactor.windowFor(4096)), 4096, false);

  expect(head).toBe(`${"x".repeat(4090)}***yyy`);

  // Masked, nothing is left of the text that is long enough to be cut in front of what may be half a secret.
  const many = `${secret} `.repeat(100).slice(0, Redactor.windowFor(4096));
  expect(own.head(many, 4096, false)).toBe("");
  expect(own.head(`${secret} `.repeat(3), 4096, true)).toBe("*** *** *** ");
});

test("credentials are secret as they are and in base64, which has to be long enough to be no other word", () => {
  expect(secretsOf({ token: "abcd" })).toEqual(["abcd"]);
  expect(secretsOf({ token: "abcdef" })).toEqual(["abcdef", "YWJjZGVm", "YWJjZGVm"]);
  expect(secretsOf({ identityToken: "abcdefg" })).toEqual(["abcdefg", "YWJjZGVmZw", "YWJjZGVmZw"]);
});

test("a secret of eight characters is one inside a longer word, too", () => {
  const own = new Redactor();
  own.learn("12345678", "1234567");
  expect(own.text("x12345678x x1234567x 1234567")).toBe("x***x x1234567x ***");
});

test("three characters are too few to be masked, four are not", () => {
  const own = new Redactor();
  own.learn("abc", "wxyz");
  expect(own.text("abc wxyz")).toBe("abc ***");
});
