import { abbreviated } from "../wording.ts";
import { grouped } from "./grouped.ts";
import type { Offer, Outcome, Run } from "./run.ts";

/** The suite that writes report documents of its own. */
export const ourSuite = "oci-conformance";

type Json = Record<string, unknown>;

/**
 * Reads a parsed report document into one run for each version of the spec that it judges. Only what makes it a report is
 * asked for; what is new or strange in it stays, and what lacks is left out.
 * @throws Error with one line that says why it is no report
 */
export function runsOf(document: unknown): Run[] {
  if (!isMap(document)) throw new Error("it is no JSON object");
  const { target, spec, results } = document;
  if (!isMap(target) || !isMap(spec) || typeof spec.distribution !== "string" || !Array.isArray(results))
    throw new Error("it has no target, spec and results");
  const others = Array.isArray(document.alsoJudged) ? document.alsoJudged.filter(isMap) : [];
  const judgements = [
    { ...document, spec: spec.distribution },
    ...others.filter((other) => typeof other.spec === "string" && Array.isArray(other.results)),
  ] as Json[];
  return judgements.map((judgement) => runOf(document, target, judgement));
}

function runOf(document: Json, target: Json, judgement: Json): Run {
  const outcomes = new Map((judgement.results as unknown[]).flatMap(outcomeOf).map((each) => [each.requirement, each]));
  const counts = countsOf([...outcomes.values()]);
  const summary = mapOr(judgement.summary);
  return {
    ...productOf(target),
    ...provenance(document),
    spec: String(judgement.spec),
    status: counts.get("fail") ? "non-conformant" : summary.conformant === true ? "conformant" : "inconclusive",
    categories: categoriesOf(outcomes, summary.categories),
    counts,
    offers: new Map(Object.entries(mapOr(judgement.capabilities)).flatMap(offerOf)),
    outcomes,
  };
}

function productOf({ product, url }: Json): Pick<Run, "product" | "release"> {
  const name = text(product) ?? text(url)?.replace(/^\w+:\/\//, "") ?? "unknown";
  const at = name.lastIndexOf("@");
  return at > 0 && product
    ? { product: name.slice(0, at), release: name.slice(at + 1) }
    : { product: name, release: "" };
}

function provenance({ tool, imported, startedAt }: Json): Pick<Run, "suite" | "judgedBy" | "testedAt"> {
  const { name = ourSuite, version = "" } = mapOr(tool);
  const from = isMap(imported) ? (text(imported.from) ?? "another suite") : undefined;
  const day = text(startedAt) ?? "";
  const dated = /^\d{4}-\d\d-\d\dT/.test(day) && !Number.isNaN(Date.parse(day));
  return {
    // "the official suite, v2 (results.yaml)" and "… (junit.xml)" are one suite.
    suite: from?.replace(/ \([^()]*\)$/, "") ?? String(name),
    judgedBy: from ?? `${name} ${version}`.trim(),
    ...(dated && !(isMap(imported) && imported.dated === false) ? { testedAt: day } : {}),
  };
}

function outcomeOf(result: unknown): Outcome[] {
  if (!isMap(result)) return [];
  const requirement = text(result.requirement);
  const verdict = text(result.verdict);
  if (requirement === undefined || verdict === undefined) return [];
  const said = text(result.message) ?? text(mapOr(result.blockedBy).reason) ?? text(result.reason);
  const section = text(result.section);
  return [
    {
      requirement,
      verdict,
      title: text(result.title) ?? requirement,
      level: text(result.level) ?? "",
      category: text(result.category) ?? "other",
      ...(said === undefined ? {} : { said: abbreviated(said) }),
      ...(section !== undefined && /^https?:\/\//.test(section) ? { section } : {}),
    },
  ];
}

function categoriesOf(outcomes: ReadonlyMap<string, Outcome>, stated: unknown): Run["categories"] {
  const statuses = new Map(
    (Array.isArray(stated) ? stated : []).filter(isMap).map(({ id, status }) => [text(id), text(status)]),
  );
  const groups = grouped([...outcomes.values()], ({ category }) => category);
  return [...groups].map(([id, group]) => {
    const counts = countsOf(group);
    return { id, counts, status: statuses.get(id) ?? (counts.get("fail") ? "non-conformant" : "inconclusive") };
  });
}

function countsOf(outcomes: readonly Outcome[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { verdict } of outcomes) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  return counts;
}

function offerOf([name, value]: [string, unknown]): [string, Offer][] {
  if (!isMap(value)) return [];
  const { supported, reason } = value;
  return [[name, { supported: typeof supported === "boolean" ? supported : null, reason: text(reason) ?? "" }]];
}

function text(value: unknown): string | undefined {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}

function mapOr(value: unknown): Json {
  return isMap(value) ? value : {};
}

function isMap(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
