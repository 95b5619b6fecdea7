import type { Socket } from "node:net";

/** A request as the hostile server got it. */
export interface Asked {
  method: string;
  /** Path and query. */
  url: string;
  headers: Record<string, string | string[] | undefined>;
  /** How many requests came before this one. */
  number: number;
}

/** What the registry behind the hostile server answered, or what goes out instead. */
export interface Answered {
  status: number;
  headers: [name: string, value: string][];
  body: Buffer;
}

/** What a hostility has at hand. */
export interface Scene {
  /** The hostile server itself. */
  url: string;
  /** Another host, which writes down whatever it is sent. */
  elsewhere: string;
}

/** One way of being hostile, on top of a registry that works. */
export interface Hostility {
  /** Takes the connection, and answers in its own way; false leaves the request to the registry. */
  seize?(asked: Asked, socket: Socket, scene: Scene): boolean;
  /** Changes the answer of the registry. */
  change?(answered: Answered, asked: Asked, scene: Scene): void;
  /** Sent behind the registry's answer, on a connection that stays open for more requests. */
  surplus?(asked: Asked): string;
}

/** Sets a header in place of those of its name. */
export function setHeader(answered: Answered, name: string, value: string): void {
  answered.headers = answered.headers.filter(([key]) => key.toLowerCase() !== name.toLowerCase());
  answered.headers.push([name, value]);
}

/** Makes JSON the body. */
export function setJson(answered: Answered, text: string): void {
  answered.body = Buffer.from(text);
  setHeader(answered, "Content-Type", "application/json");
}

/** The first request of a run asks for this, and whoever fails it is not tested at all. */
export const isRoot = ({ url }: Asked) => /^\/v2\/?$/.test(url);
