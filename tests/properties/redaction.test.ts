import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Redactor, secretsOf } from "../../client/redact.ts";
import { maskNamed } from "../../client/secret-names.ts";
import { headerText, long } from "./http-texts.ts";
import { law } from "./law.ts";

const percent = (text: string) =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");
/** Ways in which a secret travels. */
const forms: ((text: string) => string)[] = [
  (text) => text,
  encodeURIComponent,
  (text) => encodeURIComponent(encodeURIComponent(text)),
  percent,
  (text) => percent(text).toUpperCase(),
  (text) => JSON.stringify(text).slice(1, -1),
  (text) => [...text].map((character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`).join(""),
  (text) =>
    text
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      .replaceAll('"', "&quot;")
      .replaceAll("'", "&#39;"),
];

const password = fc.string({ unit: fc.constantFrom(..."abcXYZ019-._~+/=%&<>\"' \\:@?#"), minLength: 8, maxLength: 20 });
const form = fc.constantFrom(...forms);
/** Around a secret nothing that could be part of it. */
const around = headerText.map((text) => text.replaceAll(/[a-zA-Z0-9%\\&+/=]/g, "!"));

describe("What is recorded", () => {
  law(
    "has no secret in it, in whatever form it travels",
    50,
    fc.property(password, form, around, around, (secret, form, before, after) => {
      const redactor = new Redactor();
      redactor.learn(secret);
      const written = form(secret);
      expect(redactor.text(`${before}${written}${after}`)).not.toContain(written);
      expect(redactor.header(["X-Odd", `${before}${written}${after}`])[1]).not.toContain(written);
    }),
  );

  law(
    "has no login in it, in any form of base64",
    20,
    fc.property(fc.stringMatching(/^[a-z]{1,8}$/), password, around, (username, secret, before) => {
      const redactor = new Redactor();
      redactor.learn(...secretsOf({ username, password: secret }));
      for (const encoding of ["base64", "base64url"] as const) {
        const written = Buffer.from(`${username}:${secret}`).toString(encoding);
        expect(redactor.text(`${before}${written}`)).not.toContain(written.replace(/=+$/, ""));
      }
    }),
  );

  law(
    "is as it was where nothing is secret by its value or name",
    100,
    fc.property(headerText, (text) => {
      const redactor = new Redactor();
      redactor.learn("s3cret-password");
      expect(redactor.text(text)).toBe(text);
    }),
  );

  test.each([
    "http://",
    "http://a",
    "http://a@",
    "?token=",
    "?token=a",
    '"password":"',
    '"password":"\\',
    "%3Ftoken%3D",
    "&amp;",
    "\\u0026",
  ])("%j, over and over, is read once", (piece) => {
    maskNamed(long(piece), "***");
    const redactor = new Redactor();
    redactor.learn("aaaaaaaaaaaaaaaaaaaaaaaaa!");
    redactor.text(long(piece));
    redactor.text(long("a"));
  });
});
