import { expect, test } from "vitest";
import { parseChallenges } from "../../../client/auth/challenge.ts";

test.for<[string, string[], [string, Record<string, string>][]]>([
  ["a quoted realm", ['Basic realm="r"'], [["basic", { realm: "r" }]]],
  ["no parameters", ["Negotiate"], [["negotiate", {}]]],
  [
    "commas in quotes",
    ['Bearer realm="https://a/t",service="s",scope="repository:x/y:pull,push repository:z:pull"'],
    [["bearer", { realm: "https://a/t", service: "s", scope: "repository:x/y:pull,push repository:z:pull" }]],
  ],
  [
    "several challenges on one line",
    ['Basic realm="a, b" , Bearer realm="https://a/t?x=1,2" , service=s , Negotiate'],
    [
      ["basic", { realm: "a, b" }],
      ["bearer", { realm: "https://a/t?x=1,2", service: "s" }],
      ["negotiate", {}],
    ],
  ],
  [
    "several lines",
    ["Negotiate", "BASIC Realm=r"],
    [
      ["negotiate", {}],
      ["basic", { realm: "r" }],
    ],
  ],
  ["unquoted values", ["Bearer realm=https://a/t,service=s"], [["bearer", { realm: "https://a/t", service: "s" }]]],
  ["escapes in quotes", ['Basic realm="a\\"b\\\\c"'], [["basic", { realm: 'a"b\\c' }]]],
  ["spaces around =", ['Bearer realm = "x" , scope ="y"'], [["bearer", { realm: "x", scope: "y" }]]],
  ["missing commas", ['Bearer realm="x" service="y"'], [["bearer", { realm: "x", service: "y" }]]],
  ["empty elements", [', ,Basic realm="r",, ,'], [["basic", { realm: "r" }]]],
  ["empty values", ['Bearer realm="",scope=""'], [["bearer", { realm: "", scope: "" }]]],
  ["the first of two like parameters", ['Basic realm="a", realm="b"'], [["basic", { realm: "a" }]]],
  ["an unclosed quote", ['Basic realm="r'], [["basic", { realm: "" }]]],
  ["nothing", [], []],
  ["rubbish", ['"', "=,=", "@@@ (("], []],
])("%s", ([, lines, wanted]) => {
  const found = parseChallenges(lines).map(({ scheme, parameters }) => [scheme, { ...parameters }]);

  expect(found.slice(0, wanted.length || undefined)).toEqual(wanted);
});

test("a single value instead of parameters", () => {
  expect(parseChallenges(["NTLM TlRM+/TVNT==, Basic realm=r"])).toMatchObject([
    { scheme: "ntlm", token68: "TlRM+/TVNT==" },
    { scheme: "basic", parameters: { realm: "r" } },
  ]);
});

test("a single value at the end of the line, after two spaces", () => {
  expect(parseChallenges(["NTLM  TlRM"])).toMatchObject([{ scheme: "ntlm", token68: "TlRM" }]);
});

test("no single value where there is none", () => {
  expect(parseChallenges(["Basic realm=r"])[0]).not.toHaveProperty("token68");
});

test("rubbish is passed over as a whole", () => {
  expect(parseChallenges(["@Basic"])).toEqual([]);
});

test("a hostile line costs no time worth mentioning", () => {
  const long = 20_000;
  for (const piece of ["a=", "a ", '"', "\\", ",", 'a="\\', "Basic "]) parseChallenges([piece.repeat(long)]);
});
