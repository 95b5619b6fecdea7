/**
 * The text as one word of a POSIX shell, byte for byte. What is not printable ASCII is written as a `printf` escape,
 * so that nothing a target said reaches the terminal the word is pasted into. Header values and URLs are recorded as
 * latin1, one character a byte; anything wider is UTF-8.
 */
export function shellWord(text: string): string {
  const encoding = /^[\0-\xff]*$/.test(text) ? "latin1" : "utf8";
  const parts = text
    .split(/([^\n\t -~]+)/)
    .map((part, index) => (index % 2 === 1 ? escaped(part, encoding) : quoted(part)));
  return parts.join("") || "''";
}

function quoted(text: string): string {
  return text && `'${text.replaceAll("'", "'\\''")}'`;
}

function escaped(text: string, encoding: BufferEncoding): string {
  const octal = [...Buffer.from(text, encoding)].map((byte) => `\\${byte.toString(8).padStart(3, "0")}`);
  return `"$(printf '${octal.join("")}')"`;
}
