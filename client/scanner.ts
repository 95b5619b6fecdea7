/** Reads a text from its start to its end, by one sticky expression (`y`) after the other. */
export class Scanner {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get ended(): boolean {
    return this.#at >= this.#text.length;
  }

  /** What stands here, if the expression fits, and goes on behind it. */
  take(expression: RegExp): RegExpExecArray | null {
    expression.lastIndex = this.#at;
    const found = expression.exec(this.#text);
    if (found) this.#at = expression.lastIndex;
    return found;
  }
}

/** A parameter's value, given what stood between quotes, or else what stood there without (RFC 9110, 5.6.6). */
export function parameterValue(quoted: string | undefined, plain: string | undefined): string {
  return quoted?.replaceAll(/\\(.)/gs, "$1") ?? plain ?? "";
}
