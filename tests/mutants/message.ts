export type Header = [name: string, value: string];

/** A request as the proxy got it, whole. */
export interface Request {
  method: string;
  /** Path and query, as they came. */
  target: string;
  headers: Header[];
  body: Buffer;
}

/** An answer as the proxy got it, whole. */
export interface Answer {
  status: number;
  headers: Header[];
  body: Buffer;
}

interface Message {
  headers: Header[];
  body: Buffer;
}

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

export function headerOf({ headers }: Message, name: string): string | undefined {
  return headers.find(([key]) => same(key, name))?.[1];
}

/** With this value for the header, in its place when it was there. */
export function withHeader<M extends Message>(message: M, name: string, value: string): M {
  if (headerOf(message, name) === undefined) return { ...message, headers: [...message.headers, [name, value]] };
  return { ...message, headers: message.headers.map(([key, was]) => [key, same(key, name) ? value : was]) };
}

export function withoutHeader<M extends Message>(message: M, name: string): M {
  return { ...message, headers: message.headers.filter(([key]) => !same(key, name)) };
}

/** With another body, and the length of it where a length is said. */
export function withBody<M extends Message>(message: M, body: Buffer): M {
  const changed = { ...message, body };
  return headerOf(message, "content-length") === undefined
    ? changed
    : withHeader(changed, "content-length", `${body.length}`);
}
