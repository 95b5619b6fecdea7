/** Bytes of an answer that are read only when they are sent. */
export interface Stream {
  /** Bytes. */
  readonly size: number;
  read(): AsyncIterable<Uint8Array>;
}

/** What an operation says, before it goes on the wire. Content-Length is added when it is sent, unless it is there. */
export interface Answer {
  status: number;
  headers: Record<string, string | string[]>;
  body?: Buffer | Stream;
}

export function answer(status: number, headers: Answer["headers"] = {}, body?: Answer["body"]): Answer {
  return { status, headers, ...(body ? { body } : {}) };
}

export function json(status: number, value: unknown, headers: Answer["headers"] = {}): Answer {
  return answer(status, { "Content-Type": "application/json", ...headers }, Buffer.from(JSON.stringify(value)));
}

/** All bytes of the body, whichever form it has. */
export async function bytesOf({ body }: Pick<Answer, "body">): Promise<Buffer> {
  if (body === undefined || Buffer.isBuffer(body)) return body ?? Buffer.alloc(0);
  const parts: Uint8Array[] = [];
  for await (const part of body.read()) parts.push(part);
  return Buffer.concat(parts);
}
