import { parse } from "yaml";
import { apis, data, type Name } from "../../reporters/results-yaml/names.ts";
import { requirementOf } from "../../specs/catalogue.ts";
import type { Category } from "../../specs/model.ts";
import { type Finding, type Findings, slug } from "./finding.ts";

/** Readers of it do not mind the case. */
const verdicts = new Map<string, Finding["verdict"]>([
  ["pass", "pass"],
  ["fail", "fail"],
  ["error", "error"],
  ["skip", "skip"],
  ["disabled", "skip"],
]);

/** The results.yaml of the official suite's second version. @throws Error when it is none */
export function fromResultsYaml(text: string): Findings {
  const document = parse(text) as Record<string, unknown> | null;
  const { config, apis: foundApis, data: foundData } = document ?? {};
  if (!isMap(foundApis) || !isMap(foundData)) throw new Error("it has no apis and data");
  const { registry, tls, version } = isMap(config) ? config : {};
  return {
    from: "the official suite, v2 (results.yaml)",
    findings: [...findingsOf(foundApis, "api", apis, "push"), ...findingsOf(foundData, "data", data, "push")],
    ...(typeof registry === "string" && registry !== ""
      ? { url: `${tls === "disabled" ? "http" : "https"}://${registry}` }
      : {}),
    ...(version === undefined ? {} : { spec: String(version).replace(/^.*\+dev$|^dev$/, "edge") }),
  };
}

function findingsOf(
  found: Record<string, unknown>,
  room: string,
  names: Record<string, Name>,
  otherwise: Category,
): Finding[] {
  return Object.entries(found).flatMap(([name, word]) => {
    const verdict = verdicts.get(String(word).toLowerCase());
    if (!verdict) return [];
    const [closest] = names[name]?.shows ?? [];
    return [
      {
        name,
        id: `official.${room}.${slug(name)}`,
        category: closest ? requirementOf(closest).category : otherwise,
        level: "MUST",
        verdict,
        ...(verdict === "skip" ? { message: `the official suite says ${word}` } : {}),
        durationMs: 0,
      },
    ];
  });
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
