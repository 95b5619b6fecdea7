import { expect, test } from "vitest";
import type { Exchange } from "../../../client/exchange.ts";
import { nextTarget } from "../../../suites/discovery/link.ts";
import { Observation } from "../../../suites/kit/index.ts";

function withLinks(...links: string[]): Observation {
  const headers = links.map((link): [string, string] => ["Link", link]);
  return new Observation({ response: { status: 200, headers, body: { size: 0, digest: "" } } } as unknown as Exchange);
}

test.each([
  ['</v2/a/tags/list?n=2&last=b>; rel="next"'],
  ["</v2/a/tags/list?n=2&last=b>; rel=next"],
  ['</v2/a/tags/list?n=2&last=b> ; title="a, b"; REL = "prev Next"'],
  ['</v2/a/tags/list?n=2&last=b>; title="a \\"b\\""; rel=next; rel="prev"'],
  ['</v2/>; rel="first", </v2/a/tags/list?n=2&last=b>;rel="next"'],
])("%s leads on", (link) => {
  expect(nextTarget(withLinks(link))).toBe("/v2/a/tags/list?n=2&last=b");
});

test.each([
  ["/v2/a/tags/list?n=2&last=b"],
  ["</v2/a/tags/list>"],
  ['</v2/a/tags/list>; rel="prev"'],
  ['</v2/a/tags/list>; title="; rel=next"'],
])("%s leads nowhere", (link) => {
  expect(nextTarget(withLinks(link))).toBeUndefined();
});

test("one of several header lines is enough", () => {
  expect(nextTarget(withLinks('<a>; rel="prev"', '<b>; rel="next"'))).toBe("b");
});
