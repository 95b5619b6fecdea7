import fc from "fast-check";
import LinkHeader from "http-link-header";
import { describe, expect, test } from "vitest";
import { nextLink } from "../../registry/link.ts";
import { Query } from "../../registry/query.ts";
import { walk } from "../../suites/discovery/link.ts";
import { linksIn } from "../../suites/discovery/link-header.ts";
import type { Reply } from "../../suites/kit/index.ts";
import { blanks, headerText, long, quotable, quotedString, token } from "./http-texts.ts";
import { law } from "./law.ts";
import { replyWith } from "./reply.ts";

/** `rel` by another name is the target's own matter. */
const otherName = token.filter((name) => name.toLowerCase() !== "rel");
const parameter = fc
  .record({
    name: otherName,
    value: fc.option(
      fc.oneof(
        token,
        quotable.map((text) => quotedString(text)),
      ),
    ),
    blanks,
  })
  .map(({ name, value, blanks }) => (value === null ? name : `${name}${blanks}=${blanks}${value}`));
const uri = fc.webUrl({ withQueryParameters: true, withFragments: true });
const relations = fc.array(fc.constantFrom("next", "prev", "Next", "https://example.com/rel?a=b"), {
  minLength: 1,
  maxLength: 3,
});

/** A link-value and what it says (RFC 8288, section 3). */
const linkValue = fc
  .record({
    target: fc.oneof(uri, fc.constantFrom("/v2/a/tags/list?n=2&last=a,b;c", "?last=x", "")),
    before: fc.array(parameter, { maxLength: 2 }),
    relations,
    spelling: fc.constantFrom("rel", "REL", "Rel"),
    after: fc.array(fc.oneof(parameter, fc.constant('rel="prev"')), { maxLength: 2 }),
    blanks,
    needless: fc.boolean(),
  })
  .map(({ target, before, relations, spelling, after, blanks, needless }) => ({
    text: [`<${target}>`, ...before, `${spelling}=${quotedString(relations.join(" "), needless)}`, ...after].join(
      `${blanks};${blanks}`,
    ),
    link: { target, relations: relations.map((relation) => relation.toLowerCase()) },
  }));

describe("A Link header (RFC 8288)", () => {
  law(
    "is read as it was written: targets, and of several rel parameters the first (section 3.3)",
    200,
    fc.property(fc.array(linkValue, { minLength: 1, maxLength: 3 }), blanks, (values, blanks) => {
      const line = values.map(({ text }) => text).join(`${blanks},${blanks}`);
      expect(linksIn(line)).toEqual(values.map(({ link }) => link));
    }),
  );

  law(
    "is read as another library reads it",
    100,
    fc.property(
      fc.array(fc.record({ uri, rel: fc.constantFrom("next", "prev"), title: fc.stringMatching(/^[a-z ,;<>=]*$/) }), {
        minLength: 1,
        maxLength: 3,
      }),
      (refs) => {
        const header = new LinkHeader();
        for (const ref of refs) header.set(ref);
        const line = header.toString();
        expect(linksIn(line).map(({ target, relations: [rel] }) => ({ target, rel }))).toEqual(
          LinkHeader.parse(line).refs.map(({ uri, rel }) => ({ target: uri, rel })),
        );
      },
    ),
  );

  law(
    "of the reference registry leads on behind the last entry, with all else that was asked for",
    50,
    fc.property(fc.string({ unit: "grapheme", minLength: 1, maxLength: 9 }), fc.nat(99), (last, n) => {
      const line = nextLink("/v2/a/tags/list", new Query(`n=${n}&last=before`), last);
      const [{ target = "", relations = [] } = {}] = linksIn(line);
      expect(relations).toEqual(["next"]);
      const { searchParams } = new URL(target, "http://registry.example");
      expect([...searchParams]).toEqual([
        ["n", `${n}`],
        ["last", last],
      ]);
    }),
  );

  law(
    "of any text gives targets that stand in it between brackets",
    300,
    fc.property(headerText, (line) => {
      for (const { target } of linksIn(line)) expect(line).toContain(`<${target}>`);
    }),
  );

  law(
    "of any text leads a walk to pages or to its end, and nowhere else",
    100,
    fc.asyncProperty(
      fc.oneof(
        headerText,
        headerText.map((text) => `<${text}>;rel=next`),
        headerText.map((text) => `<http${text}>;rel=next`),
      ),
      async (line) => {
        const asked: string[] = [];
        const step = async (_: string, { url }: { url: string }): Promise<Reply> => {
          asked.push(url);
          return replyWith([["Link", line]], url);
        };
        const pages = await walk(
          { step: step as never },
          "list",
          { method: "GET", url: "http://registry.example/v2/a/tags/list" },
          3,
        );
        expect(asked).toHaveLength(pages.length);
      },
    ),
  );

  test.each(["<", "<a>", "<a>;", '<a>;b="', '<a>;b="\\', "; ", "a, "])(
    "of %j, over and over, is read once",
    (piece) => {
      linksIn(long(piece));
    },
  );
});
