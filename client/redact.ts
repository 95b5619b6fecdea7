import type { HeaderLine } from "./exchange.ts";

/** Masks what must not be told. Everything that is recorded passes through here first. */
export class Redactor {
  text(text: string): string {
    return text;
  }

  url(url: string): string {
    return this.text(url);
  }

  header([name, value]: HeaderLine): HeaderLine {
    if (/^(proxy-)?authorization$/i.test(name)) return [name, value.replace(/^(\S+)\s.*$/s, "$1 ***")];
    return [name, this.text(value)];
  }
}
