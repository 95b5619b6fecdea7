import { newManifest } from "../new-manifest.ts";
import type { Make } from "./each.ts";

/** Any string is a value, the empty one too (image-spec, "Annotations"). */
export const rareValues: Make = (context) =>
  newManifest(context, {
    annotations: {
      "org.example.unique": context.unique("values"),
      "org.example.empty": "",
      "org.example.blank": " \t ",
      "org.example.lines": "one\ntwo\r\nthree\rfour\n",
      "org.example.quoted": `"quoted" 'quoted' back\\slash /slash/ \${dollar} %percent%`,
      "org.example.markup": "<a href='?b&c'>&amp;</a>",
      "org.example.separators": "line\u2028paragraph\u2029null-width\u200b",
      "org.example.controls": "bell\u0007 escape\u001b delete\u007f",
      "org.example.scripts": "Füße, naïve, Ελλάδα, עברית, 日本語",
      "org.example.combining": "e\u0301 is not \u00e9",
      "org.example.astral": "🐳 𝔘 👩‍👩‍👧",
      "org.example.json": '{"nested": [1, "two", null]}',
      "org.example.number": "007",
      "org.example.null": "null",
      "org.example.long": "long ".repeat(2000),
    },
  });

/** Any string is a key: reverse domain notation is a recommendation. */
export const rareKeys: Make = (context) =>
  newManifest(context, {
    annotations: {
      "org.example.unique": context.unique("keys"),
      "Org.Example.UPPER": "upper",
      "org.example.upper": "lower",
      "org.example/slash:colon@at": "separators",
      "no-domain": "no domain",
      "with a space": "space",
      "tab\tand\nline": "control characters",
      'quote"and\\slash': "escapes",
      "%2F?&=#": "of a URL",
      clé: "Latin",
      ключ: "Cyrillic",
      "🔑": "astral",
      // The names of what every JavaScript object has.
      ["__proto__"]: "prototype",
      constructor: "constructor",
      [`org.example.${"long".repeat(60)}`]: "long",
    },
  });
