import fc from "fast-check";
import { BEARER, buildWWWAuthenticateHeader } from "http-auth-utils";
import { describe, expect, test } from "vitest";
import { parseChallenges } from "../../client/auth/challenge.ts";
import { blanks, headerText, long, quotable, quotedString, token } from "./http-texts.ts";
import { law } from "./law.ts";

const parameter = fc
  .record({
    name: token,
    value: fc.oneof(
      token.map((text) => ({ text, written: text })),
      fc.tuple(quotable, fc.boolean()).map(([text, needless]) => ({ text, written: quotedString(text, needless) })),
    ),
    blanks,
  })
  .map(({ name, value, blanks }) => ({
    name: name.toLowerCase(),
    value: value.text,
    written: `${name}${blanks}=${blanks}${value.written}`,
  }));

/** A challenge, and what it says (RFC 9110, section 11.6.1). */
const challenge = fc
  .record({
    scheme: token,
    content: fc.oneof(
      fc.stringMatching(/^[A-Za-z0-9._~+/-]{1,12}={0,2}$/).map((token68) => ({ token68 })),
      fc.uniqueArray(parameter, { selector: ({ name }) => name, maxLength: 4 }).map((parameters) => ({ parameters })),
    ),
    blanks,
  })
  .map(({ scheme, content, blanks }) => {
    const said =
      "token68" in content
        ? content.token68
        : content.parameters.map(({ written }) => written).join(`${blanks},${blanks}`);
    return {
      text: said === "" ? scheme : `${scheme} ${said}`,
      challenge: {
        scheme: scheme.toLowerCase(),
        parameters:
          "token68" in content ? {} : Object.fromEntries(content.parameters.map(({ name, value }) => [name, value])),
        ...("token68" in content ? { token68: content.token68 } : {}),
      },
    };
  });

const read = (lines: string[]) =>
  parseChallenges(lines).map((each) => ({ ...each, parameters: { ...each.parameters } }));

describe("WWW-Authenticate (RFC 9110, section 11.6.1)", () => {
  law(
    "is read as it was written, in one line or several, with empty elements between",
    300,
    fc.property(
      fc.array(challenge, { minLength: 1, maxLength: 3 }),
      fc.constantFrom(",", " , ", ", ,", ",,"),
      (challenges, comma) => {
        const texts = challenges.map(({ text }) => text);
        const said = challenges.map(({ challenge }) => challenge);
        expect(read([texts.join(comma)])).toEqual(said);
        expect(read(texts)).toEqual(said);
      },
    ),
  );

  law(
    "is read as another library writes it",
    100,
    fc.property(
      fc.stringMatching(/^[a-z0-9:/?=&.,-]{1,20}$/),
      fc.stringMatching(/^[a-z0-9:,/ *-]{1,20}$/),
      (realm, scope) => {
        const line = buildWWWAuthenticateHeader(BEARER, { realm, scope });
        expect(read([line])).toEqual([{ scheme: "bearer", parameters: { realm, scope } }]);
      },
    ),
  );

  law(
    "of any text has schemes and names that are tokens, and values that stand in it",
    300,
    fc.property(fc.array(headerText, { maxLength: 3 }), (lines) => {
      const all = lines.join(", ").replaceAll("\\", "");
      for (const { scheme, parameters, token68 = "" } of parseChallenges(lines)) {
        for (const name of [scheme, ...Object.keys(parameters)]) expect(name).toMatch(/^[!#$%&'*+.^_`|~0-9a-z-]+$/);
        for (const value of [...Object.values(parameters), token68]) expect(all).toContain(value.replaceAll("\\", ""));
      }
    }),
  );

  law(
    "spoils no other line by what is no challenge, but for a quote that nothing closes",
    200,
    fc.property(
      headerText.filter((text) => !/["=]/.test(text)),
      (odd) => {
        const bearers = read([odd, 'Bearer realm="r"']).filter(
          ({ scheme, parameters }) => scheme === "bearer" && parameters.realm === "r",
        );
        expect(bearers).toHaveLength(1);
      },
    ),
  );

  test.each(['a="', 'a="\\', "\\", "; ", "a "])("of %j, over and over, is read once", (piece) => {
    parseChallenges([long(piece)]);
  });
});
