import type { Exchange } from "../client/exchange.ts";
import type { Report } from "../schemas/report.ts";
import { curl, isRepeatable } from "./curl.ts";
import { type LineageStep, lineage, type Origin } from "./lineage.ts";
import { locationIn } from "./location.ts";
import { shellWord } from "./shell.ts";
import { oneLine } from "./visible.ts";

/**
 * A POSIX shell script that repeats one exchange by hand with curl: the same bytes, but for credentials (taken from
 * `USERNAME` and `PASSWORD`, or `TOKEN`) and User-Agent. A request that went to the Location of an earlier answer
 * comes after the requests that lead there.
 * @throws RangeError when the report has no such exchange
 */
export function reproduce(report: Report, exchangeId: string): string {
  return reproducer(report)(exchangeId);
}

/** `reproduce` for many exchanges of one report. */
export function reproducer({ exchanges, configuration, target }: Report): (exchangeId: string) => string {
  const byId = new Map(exchanges.map((exchange) => [exchange.id, exchange]));
  const stepsTo = lineage(exchanges);
  const reach: Reach = {
    insecure: configuration.insecure === true,
    socketFor: (url) =>
      typeof configuration.unixSocket === "string" && isBelow(target.url, url) ? configuration.unixSocket : undefined,
  };
  return (exchangeId) => {
    const exchange = byId.get(exchangeId);
    if (!exchange) throw new RangeError(`the report has no exchange "${exchangeId}"`);
    const steps = stepsTo(exchange);
    const requests = steps.flatMap((step) => [
      ...(steps.length > 1 ? [`# ${oneLine(step.exchange.step)}`] : []),
      ...remarksOn(step),
      ...repeat(step, steps, reach),
    ]);
    return [...credentialsNeeded(steps), ...requests].join("\n");
  };
}

interface Reach {
  insecure: boolean;
  /** The Unix socket that a request to this URL went to. */
  socketFor(url: string): string | undefined;
}

/** Whether the URL has the origin of the target. */
function isBelow(target: string, url: string): boolean {
  const originOf = (text: string) => /^[a-z]+:\/\/[^/?#]+/i.exec(text)?.[0].toLowerCase();
  return originOf(target) === originOf(url);
}

function repeat(
  { exchange, origin, leadsOn }: LineageStep,
  steps: readonly LineageStep[],
  { insecure, socketFor }: Reach,
): string[] {
  const answer = leadsOn ? "head" : exchange === steps.at(-1)?.exchange ? "show" : "discard";
  const url = origin ? urlFrom(origin) : shellWord(exchange.request.url);
  const command = curl(exchange, { url, answer, insecure, unixSocket: socketFor(exchange.request.url) });
  if (!leadsOn) return [command];
  const queried = steps.some((step) => step.origin?.exchange === exchange && /^[?&]/.test(step.origin.suffix));
  return [
    `LOCATION=$(${command} \\\n  | ${locationFilter(exchange)})`,
    ...(queried ? ["case $LOCATION in *\\?*) AND='&' ;; *) AND='?' ;; esac"] : []),
  ];
}

/** The registry may give another Location this time, so ours is made anew: with `?` or `&` as it then needs. */
function urlFrom({ suffix }: Origin): string {
  if (suffix === "") return '"$LOCATION"';
  return /^[?&]/.test(suffix) ? `"$LOCATION$AND"${shellWord(suffix.slice(1))}` : `"$LOCATION"${shellWord(suffix)}`;
}

function locationFilter(exchange: Exchange): string {
  const { absolute } = locationIn(exchange) ?? {};
  const filter = "tr -d '\\r' | sed -n 's/^[Ll]ocation: *//p' | tail -n 1";
  return absolute ? `${filter} | sed ${shellWord(absolute)}` : filter;
}

function credentialsNeeded(steps: readonly LineageStep[]): string[] {
  const schemes = steps.flatMap(({ exchange }) =>
    exchange.request.headers
      .filter(([name]) => name.toLowerCase() === "authorization")
      .map(([, value]) => value.split(" ")[0]?.toLowerCase()),
  );
  return [
    ...(schemes.includes("basic") ? ["# needs USERNAME and PASSWORD"] : []),
    ...(schemes.includes("bearer") ? ["# needs TOKEN, a token with the rights for this request"] : []),
  ];
}

function remarksOn({ exchange, origin }: LineageStep): string[] {
  const { size, digest } = exchange.request.body;
  return [
    ...(exchange.locationOf && !origin ? ["# the URL was made from an answer to the run and may be gone"] : []),
    ...(isRepeatable(exchange)
      ? []
      : [`# sent without its body, which the report does not hold: ${size} bytes, ${digest}`]),
  ];
}
