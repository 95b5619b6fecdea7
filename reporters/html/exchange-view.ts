import type { Exchange, HeaderLine, RecordedBody } from "../../client/exchange.ts";
import { duration } from "../wording.ts";

/** How much of a body is shown; all of it is in the report document. In characters. */
const shownOfBody = 2000;

const followed = {
  redirect: "the redirect in",
  challenge: "the request for credentials in",
  throttled: "the request to wait in",
};

/** An exchange as it is set on the page. */
export function exchangeView(exchange: Exchange, targetUrl: string) {
  const { id, step, request, response, error, timings, follows, locationOf } = exchange;
  return {
    id,
    step,
    method: request.method,
    place: placeOf(request.url, targetUrl),
    outcome: outcomeOf(exchange),
    tone: toneOf(response?.status),
    took: duration(timings.totalMs),
    relations: [
      ...(follows ? [{ text: `answers ${followed[follows.because]}`, id: follows.exchange }] : []),
      ...(locationOf ? [{ text: "goes to the Location of", id: locationOf }] : []),
    ],
    firstByte: timings.firstByteMs === null ? undefined : duration(timings.firstByteMs),
    sent: messageOf(`${request.method} ${request.url}`, request.headers, request.body),
    received: [
      ...(response ? [messageOf(`status ${response.status}`, response.headers, response.body)] : []),
      ...(error ? [`[${error.kind}: ${error.message}]`] : []),
    ].join("\n"),
  };
}

/** The URL below the target's, or the whole of one that lies elsewhere. */
export function placeOf(url: string, targetUrl: string): string {
  return url.startsWith(`${targetUrl}/`) ? url.slice(targetUrl.length) : url;
}

export function outcomeOf({ response, error }: Exchange): string {
  return String(response?.status ?? error?.kind ?? "no answer");
}

function toneOf(status: number | undefined): string {
  if (status === undefined || status >= 500) return "bad";
  return status >= 400 ? "caution" : status >= 300 ? "note" : "good";
}

function messageOf(firstLine: string, headers: readonly HeaderLine[], body: RecordedBody): string {
  const head = [firstLine, ...headers.map(([name, value]) => `${name}: ${value}`)].join("\n");
  return body.size === 0 ? head : `${head}\n\n${bodyText(body)}`;
}

function bodyText({ size, digest, text, base64, truncated }: RecordedBody): string {
  const facts = `${size} bytes, ${digest}`;
  const kept = text ?? base64;
  if (kept === undefined) return `[${facts}]`;
  const shown = kept.slice(0, shownOfBody);
  const form = text === undefined ? "in base64, " : "";
  const cut = truncated || shown.length < kept.length ? "the beginning of " : "";
  return `${shown}\n[${form}${cut}${facts}]`;
}
