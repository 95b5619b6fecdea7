import { STATUS_CODES } from "node:http";
import type { Answer } from "./answer.ts";

/** An answer in the bytes of HTTP/1.1, framed as its headers say and not as its body needs: for faults of framing. */
export function wire({ status, headers }: Answer, body: Buffer = Buffer.alloc(0)): Buffer {
  const lines = Object.entries(headers).flatMap(([name, value]) => [value].flat().map((line) => `${name}: ${line}`));
  const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}`, ...lines, "", ""].join("\r\n");
  return Buffer.concat([Buffer.from(head, "latin1"), body]);
}
