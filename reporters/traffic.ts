import type { Exchange } from "../client/exchange.ts";
import type { Report } from "../schemas/report.ts";
import { bytesText } from "./validation/terminal.ts";
import { counted } from "./wording.ts";

/** Requests, and the bytes of their bodies and of those of the answers; headers are not counted. */
export interface Traffic {
  requests: number;
  sent: number;
  received: number;
}

/** What these exchanges cost. */
export function trafficOf(exchanges: readonly Exchange[]): Traffic {
  const sum = (sizes: number[]) => sizes.reduce((total, size) => total + size, 0);
  return {
    requests: exchanges.length,
    sent: sum(exchanges.map(({ request }) => request.body.size)),
    received: sum(exchanges.map(({ response }) => response?.body.size ?? 0)),
  };
}

/** `803 requests, 15.3 MiB sent, 14.2 MiB received` */
export function trafficText({ requests, sent, received }: Traffic): string {
  return `${counted(requests, "request")}, ${bytesText(sent)} sent, ${bytesText(received)} received`;
}

/** What a run cost, in a line; none where nothing was sent. */
export function trafficLines({ exchanges }: Pick<Report, "exchanges">): string[] {
  return exchanges.length === 0 ? [] : [`Traffic: ${trafficText(trafficOf(exchanges))}`];
}
