import type { Exchange, HeaderLine, RecordedBody } from "../../client/exchange.ts";
import { abbreviated, duration } from "../wording.ts";

/** How much of a body is shown, in characters: JSON is worth reading, blobs are not. All that was kept is in the document. */
const shownOfJson = 2000;
const shownOfOther = 160;

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

/** The URL below the target's, or the whole of one that lies elsewhere; long values cut short. */
export function placeOf(url: string, targetUrl: string): string {
  return abbreviated(url.startsWith(`${targetUrl}/`) ? url.slice(targetUrl.length) : url);
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
  const shown = kept.slice(0, /^\s*[[{]/.test(kept) ? shownOfJson : shownOfOther);
  const form = text === undefined ? "in base64, " : "";
  const cut = truncated || shown.length < kept.length ? "the beginning of " : "";
  return `${shown}\n[${form}${cut}${facts}]`;
}
