/** Replaces one secret in a text by a mask. */
export type Concealer = (text: string, mask: string) => string;

/** Beyond this length an expression with all forms of every character gets too large to be worth it. */
const longest = 64;

/**
 * Finds a secret however it is written: as it is, percent-encoded (a URL in a URL has it twice), with JSON or HTML
 * escapes, or as UTF-8 read as latin1. Of passwords even a part of the characters may be encoded. A short secret
 * counts only as a word of its own, lest half a digest be masked.
 */
export function concealerOf(secret: string): Concealer {
  if (secret.length > longest) return literalForms(secret);
  const characters = [...secret].map(anyForm).join("");
  const pattern = new RegExp(secret.length < 8 ? `(?<![A-Za-z0-9])${characters}(?![A-Za-z0-9])` : characters, "g");
  return (text, mask) => text.replaceAll(pattern, mask);
}

/** For tokens, which hardly hold a character that anything would encode. */
function literalForms(secret: string): Concealer {
  // Half a surrogate pair, as JSON can have one, has no form in a URL.
  const encoded = encodeURIComponent(secret.replaceAll(/\p{Cs}/gu, "\ufffd"));
  const forms = new Set([
    secret,
    encoded,
    encoded.replaceAll(/%../g, (hex) => hex.toLowerCase()),
    encodeURIComponent(encoded),
    ...jsonForms(secret),
  ]);
  return (text, mask) => {
    if (text.length < secret.length) return text;
    let concealed = text;
    for (const form of forms) concealed = concealed.replaceAll(form, mask);
    return concealed;
  };
}

/** As JSON has to be written, and as PHP, Go, Gson and .NET write it, which escape some of what base64 has, too. */
function jsonForms(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const unicode = (character: string) => `\\u${[...utf16(character)].join("")}`;
  return [
    json,
    json.replaceAll("/", "\\/"),
    json.replaceAll(/[&<>]/g, unicode),
    json.replaceAll(/[&<>=']/g, unicode),
    json.replaceAll(/[&<>+'`]/g, (character) =>
      unicode(character).replaceAll(/[a-f]/g, (digit) => digit.toUpperCase()),
    ),
  ];
}

const entities: Record<string, string> = { "&": "amp", "<": "lt", ">": "gt", '"': "quot", "'": "#39" };

function anyForm(character: string): string {
  const bytes = Buffer.from(character, "utf8");
  const forms = [
    literal(character),
    [...bytes].map((byte) => `%(?:25)*${anyCase(byte.toString(16).padStart(2, "0"))}`).join(""),
    [...utf16(character)].map((unit) => `\\\\u${anyCase(unit)}`).join(""),
  ];
  if (bytes.length > 1) forms.push(literal(bytes.toString("latin1")));
  if (/["\\/]/.test(character)) forms.push(`\\\\${literal(character)}`);
  if (entities[character]) forms.push(`&${entities[character]};`);
  if (character === " ") forms.push("\\+");
  return `(?:${forms.join("|")})`;
}

function* utf16(character: string): Generator<string> {
  for (let at = 0; at < character.length; at++) yield character.charCodeAt(at).toString(16).padStart(4, "0");
}

function literal(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
}

/** Hexadecimal digits in upper or lower case. */
function anyCase(hex: string): string {
  return hex.replaceAll(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}
