/**
 * The query of a request target. Unlike URLSearchParams it leaves a plus sign alone: `+` stands in media types, and
 * only HTML forms mean a space by it.
 */
export class Query {
  /** As it stood in the request, without the question mark. */
  readonly raw: string;
  readonly #parameters: [key: string, value: string][];

  constructor(raw: string) {
    this.raw = raw;
    this.#parameters = raw
      .split("&")
      .filter((part) => part !== "")
      .map((part) => {
        const equals = part.indexOf("=");
        return equals < 0 ? [decode(part), ""] : [decode(part.slice(0, equals)), decode(part.slice(equals + 1))];
      });
  }

  get(key: string): string | undefined {
    return this.#parameters.find(([name]) => name === key)?.[1];
  }

  all(key: string): string[] {
    return this.#parameters.filter(([name]) => name === key).map(([, value]) => value);
  }

  get keys(): string[] {
    return this.#parameters.map(([key]) => key);
  }
}

/** Percent-decoded; as it is when that cannot be done. */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
