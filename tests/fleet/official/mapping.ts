import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { isRequirementId } from "../../../specs/catalogue.ts";
import type { Capability } from "../../../specs/model.ts";
import type { OfficialCase } from "./suite.ts";

/** Who is right by the spec's text where the two suites disagree. */
export type Right = "official" | "ours" | "open";

/** One thing that the official suite finds, and what we say about the same (an entry of `mapping.yaml`). */
export interface OfficialFinding {
  /** What it finds wrong, in our words; unique. */
  finding: string;
  /** A pattern for the name of its case. */
  test: RegExp;
  /** A pattern for what it says is wrong; absent when anything will do. */
  error: RegExp | undefined;
  /** Of this product only. */
  of: string | undefined;
  /** Of a registry with this capability only, or without it. */
  offers: Capability | undefined;
  lacks: Capability | undefined;
  /** Ours that judge the same. */
  requirements: string[];
  /** Where we find nothing wrong: who is right, and why. */
  right: Right | undefined;
  why: string | undefined;
}

export interface Mapping {
  /** The first that fits a case claims it. */
  findings: OfficialFinding[];
  /** Requirement or pattern with `*` → why the official suite does not find it. */
  onlyOurs: { requirement: RegExp; why: string }[];
}

type Entry = Omit<OfficialFinding, "test" | "error"> & { test: string; error?: string };

/** @throws Error for a requirement that is not in the catalogue */
export function readMapping(): Mapping {
  const text = readFileSync(new URL("mapping.yaml", import.meta.url), "utf8");
  const { findings, onlyOurs } = parse(text) as { findings: Entry[]; onlyOurs: Record<string, string> };
  const unknown = findings.flatMap(({ requirements }) => requirements).filter((id) => !isRequirementId(id));
  if (unknown.length > 0) throw new Error(`mapping.yaml names requirements that do not exist: ${unknown.join(", ")}`);
  return {
    findings: findings.map((entry) => ({
      ...entry,
      test: new RegExp(entry.test),
      error: entry.error === undefined ? undefined : new RegExp(entry.error),
    })),
    onlyOurs: Object.entries(onlyOurs).map(([pattern, why]) => ({
      requirement: new RegExp(`^${pattern.replaceAll(".", "\\.").replaceAll("*", ".*")}$`),
      why,
    })),
  };
}

/** What a case is judged by beside itself. */
export interface Tested {
  product: string;
  offers(capability: Capability): boolean;
}

/** The finding that a case that failed stands for. @throws Error when the mapping has none: it must be explained */
export function findingOf(failed: OfficialCase, tested: Tested, { findings }: Mapping): OfficialFinding {
  const found = findings.find(
    ({ test, error, of, offers, lacks }) =>
      test.test(failed.name) &&
      (of === undefined || of === tested.product) &&
      (error?.test(failed.errors) ?? true) &&
      (offers === undefined || tested.offers(offers)) &&
      (lacks === undefined || !tested.offers(lacks)),
  );
  if (!found) throw new Error(`mapping.yaml has no entry for "${failed.name}", which says: ${failed.errors}`);
  return found;
}
