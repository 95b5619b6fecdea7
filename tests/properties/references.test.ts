import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { baseUrlOf } from "../../engine/configuration/address.ts";
import { configurationOf } from "../../engine/configuration.ts";
import { UsageError } from "../../engine/errors.ts";
import { digestIn } from "../../image/digest.ts";
import { digestParts } from "../../image/document/digest.ts";
import { referenceIn } from "../../image/source/reference.ts";
import { isDigest, isName, isTag } from "../../registry/grammar.ts";
import { digestLike } from "../../suites/kit/index.ts";
import { headerText, long } from "./http-texts.ts";
import { law } from "./law.ts";

/** As distribution-spec writes them ("Pulling manifests"), and image-spec (descriptor.md, "Digests"). */
const names = /^[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(\/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*$/;
const tags = /^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}$/;
const digests = /^[a-z0-9]+([+._-][a-z0-9]+)*:[a-zA-Z0-9=_-]+$/;

/** One of them, or one with a character changed, too many, or too few. */
function near(expression: RegExp): fc.Arbitrary<string> {
  const sound = fc.stringMatching(expression);
  const odd = fc.constantFrom(..."aA0._-/:@+= \n\u00e4", "");
  const spoilt = fc
    .tuple(sound, fc.nat(), odd, fc.nat(1))
    .map(
      ([text, at, character, cut]) =>
        text.slice(0, at % (text.length + 1)) + character + text.slice((at % (text.length + 1)) + cut),
    );
  return fc.oneof(sound, spoilt, headerText);
}

const lengths = new Map([
  ["sha256", 64],
  ["sha512", 128],
]);
const sha256 = fc.stringMatching(/^sha256:[a-f0-9]{64}$/);
const sha512 = fc.stringMatching(/^sha512:[a-f0-9]{128}$/);
const nearDigest = fc.oneof(near(digests), near(/^sha256:[a-f0-9]{64}$/), near(/^sha512:[a-f0-9]{128}$/));

describe("The grammar of names, tags and digests", () => {
  law(
    "is that of the spec",
    300,
    fc.property(near(names), near(tags), (name, tag) => {
      expect([isName(name), isTag(tag)]).toEqual([names.test(name), tags.test(tag)]);
      const taken = () => configurationOf({ repository: name }, {});
      if (names.test(name)) expect(taken().repository).toBe(name);
      else expect(taken).toThrow(UsageError);
    }),
  );

  law(
    "of digests is one in the registry, in images, in documents and in what a run reads besides",
    300,
    fc.property(
      nearDigest.filter((text) => !text.startsWith("blake3:")),
      (text) => {
        const [algorithm = "", encoded = ""] = text.split(":", 2);
        const length = lengths.get(algorithm);
        const sound = digests.test(text) && (length === undefined || new RegExp(`^[a-f0-9]{${length}}$`).test(encoded));
        expect(isDigest(text)).toBe(sound);
        expect(digestIn(text) !== undefined).toBe(sound);
        expect(digestParts(text)).toEqual(sound ? { algorithm, encoded } : undefined);
        const asBlob = () => configurationOf({ repository: "a/b", alsoRead: [`blob:${text}`] }, {}).alsoRead.blobs;
        if (sound) expect(asBlob()).toEqual([text]);
        else expect(asBlob).toThrow(UsageError);
      },
    ),
  );

  law(
    "of digests is cut and joined again without loss",
    100,
    fc.property(fc.oneof(sha256, sha512), (text) => {
      const found = digestIn(text);
      expect(`${found?.algorithm}:${found?.encoded}`).toBe(text);
      expect(digestLike(text, { digest: "sha256:own", sha512: "sha512:own" })).toBe(`${found?.algorithm}:own`);
    }),
  );
});

describe("A reference", () => {
  const registry = fc.constantFrom(
    "registry.example",
    "registry.example:5000",
    "localhost",
    "localhost:80",
    "[::1]:5000",
    "http://a.b",
    "https://a.b:1",
  );

  law(
    "is cut as it was put together",
    200,
    fc.property(
      registry,
      fc.stringMatching(names),
      fc.option(fc.stringMatching(tags)),
      fc.option(sha256),
      (registry, repository, tag, digest) => {
        const text = `${registry}/${repository}${tag === null ? "" : `:${tag}`}${digest === null ? "" : `@${digest}`}`;
        expect(referenceIn(text)).toEqual({
          registry,
          repository,
          reference: digest ?? tag ?? "latest",
          digest: digest ?? undefined,
        });
      },
    ),
  );

  law(
    "of any text is one whose parts keep the grammar, or none",
    300,
    fc.property(
      fc.oneof(
        near(names),
        near(names).map((text) => `a.b/${text}`),
        near(names).map((text) => `a.b/c:${text}`),
      ),
      (text) => {
        const found = referenceIn(text);
        if (!found) return;
        expect(found.repository).toMatch(names);
        expect(isTag(found.reference) || digests.test(found.reference)).toBe(true);
      },
    ),
  );

  law(
    "of any text as a registry's address is a base URL, or one line without the credentials in it",
    300,
    fc.property(
      fc.constantFrom("", "http://", "https://", "ftp://", "x:"),
      fc.constantFrom("", "user:s3cr3t@", "s3cr3t@"),
      fc.oneof(headerText, fc.webPath(), fc.domain()),
      fc.boolean(),
      (scheme, login, rest, plain) => {
        try {
          expect(baseUrlOf(`${scheme}${login}${rest}`, plain)).toMatch(/^https?:\/\/[^/?#@]+(\/[^?#]*)?$/);
        } catch (error) {
          expect(error).toBeInstanceOf(UsageError);
          expect((error as Error).message).not.toContain("s3cr3t");
        }
      },
    ),
  );

  test.each(["a", "a-", "a.", "a/", "a_", "-", "a:", "a@"])("%j, over and over, is read once", (piece) => {
    const repeated = long(piece);
    for (const text of [repeated, `${repeated}!`]) {
      isName(text);
      isTag(text);
      isDigest(`${text}:x`);
      digestIn(`${text}:x`);
      digestParts(text);
      referenceIn(`a.b/${text}`);
      try {
        configurationOf({ repository: text, registry: text }, {});
      } catch (error) {
        expect(error).toBeInstanceOf(UsageError);
      }
    }
  });
});
