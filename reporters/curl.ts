import type { Exchange, RecordedBody } from "../client/exchange.ts";
import { shellWord } from "./shell.ts";

export interface CurlOptions {
  /** The URL as a shell word. */
  url: string;
  /** What becomes of the answer: shown, thrown away, or its head alone written to standard output. */
  answer: "show" | "discard" | "head";
  insecure: boolean;
  /** Path of the Unix socket that the request went to. */
  unixSocket?: string | undefined;
}

/** The command that sends one recorded request: the same method, headers and bytes, nothing more. */
export function curl({ request }: Exchange, { url, answer, insecure, unixSocket }: CurlOptions): string {
  const { method, body } = request;
  const first = [
    "curl -sS -g --path-as-is",
    ...(/^https:/i.test(request.url) ? ["--http1.1"] : []),
    ...(insecure ? ["-k"] : []),
    ...(unixSocket === undefined ? [] : [`--unix-socket ${shellWord(unixSocket)}`]),
    { show: "-i", discard: "-o /dev/null", head: "-D - -o /dev/null" }[answer],
    ...(method === "HEAD" ? ["--head"] : method === "GET" ? [] : ["-X", bareWord(method)]),
    ...(understatesBody(request) ? ["--max-time 30"] : []),
  ].join(" ");
  const source = body.size > 0 ? sourceOf(body) : undefined;
  const lines = [first, ...headersOf(request, source !== undefined), ...(source ? ["--data-binary @-"] : []), url];
  return `${source ? `${source} \\\n  | ` : ""}${lines.join(" \\\n  ")}`;
}

/** Whether the bytes of the request are known; a large body that we have no command for is not. */
export function isRepeatable({ request }: Exchange): boolean {
  return request.body.size === 0 || sourceOf(request.body) !== undefined;
}

function sourceOf({ source, text, base64, truncated }: RecordedBody): string | undefined {
  if (source !== undefined) return source;
  if (truncated || (text ?? base64) === undefined) return undefined;
  return `printf %s '${base64 ?? Buffer.from(text ?? "").toString("base64")}' | base64 -d`;
}

/** What curl adds of its own accord is taken away, unless we sent the like. */
function headersOf({ url, headers, body }: Exchange["request"], withBody: boolean): string[] {
  const sent = (name: string) => headers.some(([key]) => key.toLowerCase() === name);
  const own = headers.flatMap(([name, value]) => headerOption(name, value, url, body.size));
  return [
    ...own,
    ...(sent("accept") ? [] : ["-H 'Accept:'"]),
    ...(withBody && !sent("content-type") ? ["-H 'Content-Type:'"] : []),
    // curl announces bodies from 1 KiB on (from 1 MiB, when it is newer).
    ...(body.size >= 1024 && !sent("expect") ? ["-H 'Expect:'"] : []),
  ];
}

function headerOption(name: string, value: string, url: string, size: number): string[] {
  switch (name.toLowerCase()) {
    case "user-agent":
    case "connection":
      return [];
    case "host":
      return value.toLowerCase() === url.split("/")[2]?.toLowerCase() ? [] : [header(name, value)];
    case "content-length":
      return size > 0 && value === String(size) ? [] : [header(name, value)];
    case "authorization":
      return [credentials(value)];
    default:
      return [header(name, value)];
  }
}

function header(name: string, value: string): string {
  return `-H ${shellWord(value === "" ? `${name};` : `${name}: ${value}`)}`;
}

function credentials(value: string): string {
  const scheme = value.split(" ")[0] ?? "";
  if (/^basic$/i.test(scheme)) return '-u "$USERNAME:$PASSWORD"';
  if (/^bearer$/i.test(scheme)) return '-H "Authorization: Bearer $TOKEN"';
  return header("Authorization", value);
}

/** A Content-Length that promises more than the body holds keeps the server waiting, and us. */
function understatesBody({ headers, body }: Exchange["request"]): boolean {
  return headers.some(([name, value]) => name.toLowerCase() === "content-length" && Number(value) > body.size);
}

function bareWord(method: string): string {
  return /^[A-Z]+$/.test(method) ? method : shellWord(method);
}
