import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import type { SpecVersion } from "../../../specs/model.ts";
import { childrenOf, parseXml } from "../../reporters/xml.ts";
import type { Running } from "../launch.ts";
import { built } from "../product.ts";

export const version = "0.0.0-20260831232431-97274622c111";
export const { program, missing } = built("official-suite", version);

/** Its own name for each version that both suites judge by. */
const versionNames: Partial<Record<SpecVersion, string>> = { "1.1": "1.1", edge: "dev" };

export type CaseStatus = "passed" | "skipped" | "failure" | "error";

/** A leaf of its tree of tests; many of a kind have the same name. */
export interface OfficialCase {
  /** Parts joined by slashes, without the first, which is the same for all: `sha256 blobs/stream/blob-get`. */
  name: string;
  status: CaseStatus;
  /** What it says was wrong, a line each; empty when nothing was. */
  errors: string;
}

/** What a run of the official suite said. */
export interface OfficialRun {
  cases: OfficialCase[];
  /** The words it publishes, by API and by kind of data: Pass, FAIL, Skip, Disabled. */
  statuses: string[];
  /** Counted in the transcripts, which hold every request; a reverse proxy in front of the registry counted as many. */
  requests: number;
  /** Its words, by the name of the API. */
  apis: Record<string, string>;
  /** Its words, by the kind of data. */
  data: Record<string, string>;
  /** What the transcripts say, in no order. */
  transcripts: string[];
}

/**
 * Runs the official suite with its defaults against a registry that speaks plain HTTP.
 * @throws Error when it leaves no results
 */
export function runOfficialSuite(registry: Running, spec: SpecVersion): Promise<OfficialRun> {
  return inFolder(async (folder) => {
    await ended(spawn(program, { cwd: folder, env: officialEnvironment(registry, spec, folder), stdio: "ignore" }));
    return officialResults(folder);
  });
}

/** The variables that tell it what to test, and to write its results into the folder. */
export function officialEnvironment({ url, wishes }: Running, spec: SpecVersion, folder: string) {
  return {
    OCI_VERSION: versionNames[spec],
    OCI_REGISTRY: new URL(url).host,
    OCI_TLS: "disabled",
    OCI_RESULTS_DIR: folder,
    OCI_REPO1: wishes?.repository,
    OCI_REPO2: wishes?.secondRepository,
    OCI_USERNAME: wishes?.username,
    OCI_PASSWORD: wishes?.password,
  };
}

/** Does the work with a folder that is gone afterwards. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "oci-conformance-official-"));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * What it wrote into the folder. Its exit code says less: 0 also when it could not write.
 * @throws Error when there is nothing
 */
export function officialResults(folder: string): OfficialRun {
  const junit = readFileSync(join(folder, "junit.xml"), "utf8");
  const results = readFileSync(join(folder, "results.yaml"), "utf8");
  const [suite] = childrenOf(parseXml(junit), "testsuite");
  const cases = suite ? childrenOf(suite, "testcase") : [];
  const { apis, data } = parse(results) as { apis: Record<string, string>; data: Record<string, string> };
  return {
    cases: cases.map((element) => ({
      name: element.attributes.name?.split("/").slice(1).join("/") ?? "",
      status: element.attributes.status as CaseStatus,
      errors: childrenOf(element, "system-out")[0]?.text ?? "",
    })),
    statuses: [...Object.values(apis), ...Object.values(data)],
    requests: junit.split("~~~ REQUEST ~~~").length - 1,
    apis,
    data,
    transcripts: cases.map((element) => childrenOf(element, "system-err")[0]?.text ?? ""),
  };
}

function ended(process: ReturnType<typeof spawn>): Promise<void> {
  return new Promise((resolve, reject) => {
    process.once("error", reject);
    process.once("exit", () => resolve());
  });
}
