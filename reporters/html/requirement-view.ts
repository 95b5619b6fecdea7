import type { Exchange } from "../../client/exchange.ts";
import type { Result } from "../../schemas/report.ts";
import { isRequirementId, requirementOf } from "../../specs/catalogue.ts";
import { type Basis, type SpecVersion, specVersions } from "../../specs/model.ts";
import { acceptance } from "../said.ts";
import { verdictSigns } from "../signs.ts";
import { difference } from "./difference.ts";
import { outcomeOf, placeOf } from "./exchange-view.ts";

const basisTexts: Record<Basis, string> = {
  keyword: "the spec's own word",
  table: "our reading of a table in the spec",
  prose: "our reading of the spec's prose",
  rfc: "our reading of an RFC that the spec rests on",
  derived: "our conclusion from several statements",
};

/** A result as it is set on the page. */
export function requirementView(
  result: Result,
  exchanges: ReadonlyMap<string, Exchange>,
  targetUrl: string,
  spec: SpecVersion,
) {
  const { verdict, level, basis, section, expected, received, message, reason, blockedBy } = result;
  return {
    ...result,
    sign: verdictSigns[verdict],
    levelText: level.replace("_", " "),
    basisText: basisTexts[basis],
    acceptance: acceptance(result),
    // `push.chunked` of `push.chunked.patch-202`
    area: result.requirement.split(".").slice(0, -1).join("."),
    open: verdict === "fail",
    sectionHref: /^https?:\/\//.test(section) ? section : undefined,
    compared: expected === undefined && received === undefined ? undefined : difference(expected ?? "", received ?? ""),
    askedIn: askedIn(result, spec),
    said: expected === undefined && !blockedBy ? (reason ?? message) : undefined,
    exchanges: result.exchanges.flatMap((id) => {
      const exchange = exchanges.get(id);
      if (!exchange) return [];
      const { step, request } = exchange;
      return [
        { id, step, method: request.method, place: placeOf(request.url, targetUrl), outcome: outcomeOf(exchange) },
      ];
    }),
  };
}

/** What each version of the spec asks, where the catalogue has the requirement. */
function askedIn({ requirement }: Result, judged: SpecVersion) {
  if (!isRequirementId(requirement)) return [];
  const { levels } = requirementOf(requirement);
  return specVersions.map((version) => ({
    version,
    level: levels[version]?.replace("_", " ") ?? "does not say it",
    judged: version === judged,
  }));
}
