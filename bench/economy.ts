import type { Report } from "../schemas/report.ts";
import type { OfficialRun } from "../tests/fleet/official/suite.ts";
import { type Area, areaOf, areaOfApi, areas } from "./area.ts";
import type { AreaCosts } from "./results.ts";

type Costs = Record<Area, AreaCosts>;

const nothing = (): Costs =>
  Object.fromEntries(areas.map((area) => [area, { requests: 0, sent: 0, received: 0, verdicts: 0 }])) as Costs;

/** What our requests were about, and what was decided. */
export function ourCosts({ exchanges, results }: Report): Costs {
  const costs = nothing();
  for (const { request, response } of exchanges) {
    const area = costs[areaOf(request.method, request.url)];
    area.requests++;
    area.sent += request.body.size;
    area.received += response?.body.size ?? 0;
  }
  for (const { category } of results) costs[category].verdicts++;
  return costs;
}

/** The same of the official suite, from its transcripts; a kind of data counts as a verdict on pushing. */
export function officialCosts({ transcripts, apis, data }: OfficialRun): Costs {
  const costs = nothing();
  for (const [, method = "", url = "", rest = ""] of transcripts.join("\n").matchAll(request)) {
    const area = costs[areaOf(method, url)];
    const [question = "", answer = ""] = rest.split("~~~ RESPONSE ~~~");
    area.requests++;
    area.sent += lengthIn(question);
    area.received += method === "HEAD" ? 0 : lengthIn(answer);
  }
  for (const name of Object.keys(apis)) costs[areaOfApi(name)].verdicts++;
  costs.push.verdicts += Object.keys(data).length;
  return costs;
}

const request = /~~~ REQUEST ~~~\s*Method: (\S+)\s+URL: (\S+)(.*?)(?=~~~ REQUEST ~~~|$)/gs;

/** Bytes of a body: as the transcript says, or as it shows them. */
function lengthIn(text: string): number {
  const said =
    /Truncated body from (\d+) to/.exec(text) ??
    /Content-Length: \[(\d+)\]/.exec(text) ??
    /, (\d+) bytes not shown/.exec(text);
  if (said) return Number(said[1]);
  const [, shown = ""] = /Headers:\n(?: +[^\n]*\n)*([^-\s][^\n]*(?:\n(?![-=]{20})[^\n]*)*)/.exec(text) ?? [];
  return shown.length;
}
