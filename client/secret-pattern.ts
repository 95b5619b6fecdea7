/**
 * An expression that finds a secret however it is written: as it is, percent-encoded in whole or in part (a URL in a
 * URL has it twice), with JSON or HTML escapes, or as UTF-8 read as latin1. A short one counts only as a word of its own, lest half a digest be masked.
 */
export function patternOf(secret: string): RegExp {
  const characters = [...secret].map(formsOf).join("");
  return new RegExp(secret.length < 8 ? `(?<![A-Za-z0-9])${characters}(?![A-Za-z0-9])` : characters, "g");
}

const entities: Record<string, string> = { "&": "amp", "<": "lt", ">": "gt", '"': "quot", "'": "#39" };

function formsOf(character: string): string {
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
