import { STATUS_CODES } from "node:http";
import type { Entry, Header, PostData } from "har-format";
import type { Exchange, HeaderLine, RecordedBody } from "../../client/exchange.ts";
import { headerOf } from "../header.ts";

/** One exchange as HAR 1.2 has it. What the format has no place for stands in the comments. */
export function entryOf(exchange: Exchange, page: string | undefined): Entry {
  const { id, step, request, response, error, startedAt, timings } = exchange;
  const wait = timings.firstByteMs ?? timings.totalMs;
  return {
    ...(page === undefined ? {} : { pageref: page }),
    startedDateTime: startedAt,
    time: timings.totalMs,
    request: {
      method: request.method,
      url: request.url,
      httpVersion: "HTTP/1.1",
      cookies: [],
      headers: headersOf(request.headers),
      queryString: [...new URLSearchParams(/\?([^#]*)/.exec(request.url)?.[1])].map(([name, value]) => ({
        name,
        value,
      })),
      ...(request.body.size > 0 ? { postData: postDataOf(request.headers, request.body) } : {}),
      headersSize: -1,
      bodySize: request.body.size,
    },
    response: {
      status: response?.status ?? 0,
      statusText: response ? (STATUS_CODES[response.status] ?? "") : "",
      httpVersion: "HTTP/1.1",
      cookies: [],
      headers: headersOf(response?.headers ?? []),
      content: contentOf(response),
      redirectURL: headerOf(response?.headers, "location") ?? "",
      headersSize: -1,
      bodySize: response?.body.size ?? -1,
      ...(error ? { comment: `${error.kind}: ${error.message}` } : {}),
    },
    cache: {},
    timings: { blocked: -1, dns: -1, connect: -1, ssl: -1, send: 0, wait, receive: timings.totalMs - wait },
    comment: `${id}: ${step}`,
  };
}

function headersOf(lines: readonly HeaderLine[]): Header[] {
  return lines.map(([name, value]) => ({ name, value }));
}

function postDataOf(headers: readonly HeaderLine[], body: RecordedBody): PostData {
  return { mimeType: headerOf(headers, "content-type") ?? "", text: body.text ?? "", comment: remarkOn(body) };
}

function contentOf(response: Exchange["response"]): Entry["response"]["content"] {
  if (!response) return { size: 0, mimeType: "" };
  const { body, headers } = response;
  return {
    size: body.size,
    mimeType: headerOf(headers, "content-type") ?? "",
    ...(body.text !== undefined ? { text: body.text } : {}),
    ...(body.base64 !== undefined ? { text: body.base64, encoding: "base64" } : {}),
    comment: remarkOn(body),
  };
}

function remarkOn({ size, digest, text, base64, truncated, source }: RecordedBody): string {
  const kept = text === undefined && base64 === undefined ? (size > 0 ? ", not kept" : "") : truncated ? ", cut" : "";
  return `${size} bytes, ${digest}${kept}${source ? `; made by: ${source}` : ""}`;
}
