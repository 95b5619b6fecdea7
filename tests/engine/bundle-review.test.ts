import { appendFileSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { digestsOf } from "../../engine/bundle/digests.ts";
import { readmeOf } from "../../engine/bundle/readme.ts";
import { reviewFolder, reviewOf, type Submission, submissionsOf } from "../../engine/bundle.ts";
import { UsageError } from "../../engine/errors.ts";
import { planOf } from "../../engine/plan.ts";
import { version } from "../../engine/version.ts";
import type { Report } from "../../schemas/report.ts";
import { inNewFolder } from "../cli/new-folder.ts";
import { reportOf, result } from "../reporters/sample-report.ts";
import { productText } from "./product-text.ts";

/** A report of this version of the suite in which all requirements of version 1.0 passed, and nothing is recorded. */
function passed(changes: Partial<Report> = {}): Report {
  const results = planOf("1.0", {}).tests.map(({ requirement }) => result({ requirement, verdict: "pass" }));
  return reportOf(results, [], {
    spec: { distribution: "1.0" },
    tool: { name: "oci-conformance", version },
    capabilities: {},
    target: { url: "https://registry.example", product: "acme-registry@2.8.0" },
    ...changes,
  });
}

const submitted = (report: Report, readme?: string) => submissionsOf(report, productText, readme)[0] as Submission;

/** What a review finds wrong, by question. */
async function found(submission: Submission): Promise<Record<string, string[]>> {
  const checks = await reviewOf(submission);
  return Object.fromEntries(checks.map(({ question, problems }) => [question, problems]));
}

const sound = passed();
const [first, second] = sound.results.map(({ requirement }) => requirement);

describe("A review asks", () => {
  test("what PRODUCT.yaml says", async () => {
    const question = "PRODUCT.yaml says what it has to";
    expect((await found(submitted(sound)))[question]).toEqual([]);
    const [other] = submissionsOf(sound, productText.replace("type: distribution", "type: cloud"));
    expect((await found(other as Submission))[question]).toEqual([
      "type must be one of distribution, hosted platform, installer",
    ]);
  });

  test("whether all was judged, to the end", async () => {
    const question = "every requirement of the version was judged";
    expect((await found(submitted(sound)))[question]).toEqual([]);
    const lacking = passed({ results: sound.results.slice(2), interrupted: true });
    expect((await found(submitted(lacking)))[question]).toEqual([
      "the run was interrupted",
      `${first} was not judged`,
      `${second} was not judged`,
    ]);
  });

  test("whether verdicts follow, which nothing recorded shows", async () => {
    const question = "the verdicts follow from the exchanges";
    const problems = (await found(submitted(sound)))[question] ?? [];
    expect(problems.length).toBeGreaterThan(100);
    expect(problems[0]).toMatch(new RegExp(`^${first}: pass is stated, (blocked|error) .* follows$`));
    const merged = passed({ configuration: { shards: [] } });
    expect((await found(submitted(merged)))[question]).toEqual(["the report was merged from shards: submit one run"]);
  });

  test("whether the product is conformant", async () => {
    const question = "the product is conformant";
    expect((await found(submitted(sound)))[question]).toEqual([]);
    const [worst, ...others] = sound.results;
    const failed = passed({ results: [{ ...worst, verdict: "fail" } as Report["results"][number], ...others] });
    expect((await found(submitted(failed)))[question]).toEqual([`${first} is broken`]);
    const { summary } = sound;
    const [category, ...rest] = summary.categories;
    if (!category) throw new Error("there are categories");
    const categories = [{ ...category, status: "inconclusive" as const }, ...rest];
    const undecided = passed({ summary: { ...summary, conformant: false, categories } });
    expect((await found(submitted(undecided)))[question]).toEqual([`there is no verdict on ${category.id}`]);
    const both = { ...failed, summary: undecided.summary };
    expect((await found(submitted(both)))[question]).toEqual([`${first} is broken`]);
  });

  test("which version was tested, by which suite", async () => {
    const problemsOf = async (changes: Partial<Report>) => {
      const checks = await found(submitted(passed(changes)));
      return [
        ...(checks["the tested version is exact, and the one in PRODUCT.yaml"] ?? []),
        ...(checks["the suite is this one"] ?? []),
      ];
    };
    const url = "https://registry.example";
    expect(await problemsOf({})).toEqual([]);
    expect(await problemsOf({ target: { url } })).toEqual([
      "the report names no version: run with --product name@version",
    ]);
    expect(await problemsOf({ target: { url, product: "acme@main" } })).toEqual([
      '"main" is not exact: name the release',
    ]);
    expect(await problemsOf({ target: { url, product: "acme@2.8.0@1" } })).toEqual([
      "2.8.0@1 was tested, PRODUCT.yaml says 2.8.0",
    ]);
    expect(await problemsOf({ tool: { name: "oci-conformance", version: "0.0.1" } })).toEqual([
      `the report is of 0.0.1, this is ${version}: run that version's review`,
    ]);
  });

  test("how the results come about again", async () => {
    const question = "README.md says how to reproduce it";
    expect((await found(submitted(sound)))[question]).toEqual([]);
    const { catalogue, configuration } = digestsOf(sound);
    expect((await found(submitted(sound, "Run it.")))[question]).toEqual([
      "it has no command that runs the suite",
      `it does not name the catalogue, ${catalogue}`,
      `it does not name the configuration, ${configuration}`,
    ]);
    const own = `npx oci-conformance@1.0.0 run https://r.example\n${catalogue} ${configuration}\n`;
    expect((await found(submitted(sound, own)))[question]).toEqual([]);
  });
});

describe("A submission", () => {
  test("is of one released version, and has its report alone", () => {
    const { capabilities, summary, results } = sound;
    const others = (["1.1", "edge"] as const).map((spec) => ({ spec, capabilities, summary, results }));
    const submissions = submissionsOf({ ...sound, alsoJudged: others }, productText);
    expect(submissions.map(({ folder }) => folder)).toEqual([
      "distribution-spec/v1.0/acme-registry",
      "distribution-spec/v1.1/acme-registry",
    ]);
    for (const { files, report } of submissions) {
      const compressed = files.find(({ file }) => file === "report.json.gz")?.content as Buffer;
      const document = JSON.parse(gunzipSync(compressed).toString());
      expect(document).toEqual(JSON.parse(JSON.stringify(report)));
      expect(document).not.toHaveProperty("alsoJudged");
      expect(files.find(({ file }) => file === "PRODUCT.yaml")?.content).toBe(productText);
    }
    expect(submissions.map(({ report }) => report.spec.distribution)).toEqual(["1.0", "1.1"]);
  });

  test("has the README that was given, or one of its own", () => {
    const readmeIn = ({ files }: Submission) => files.find(({ file }) => file === "README.md")?.content;
    expect(readmeIn(submitted(sound, "Mine"))).toBe("Mine");
    expect(readmeIn(submitted(sound))).toMatch(/^# Acme Registry 2\.8\.0\n/);
  });
});

describe("The README of a submission", () => {
  const product = { name: "Acme", version: "2.8.0", vendor: "Acme Inc" };
  const commandIn = (changes: Partial<Report>) =>
    /```sh\n(npx .* run[^`]*)\n```/.exec(readmeOf(passed(changes), product))?.[1];

  test("has the command that finds the same again, without secrets", () => {
    const run = `npx oci-conformance@${version} run 'https://registry.example' \\\n  --spec 1.0`;
    expect(commandIn({ target: { url: "https://registry.example" }, configuration: {} })).toBe(run);
    const configuration = {
      repository: "a/b",
      secondRepository: "a/b c",
      credentials: "username and password",
      insecure: true,
      privateCa: true,
      unixSocket: "/run/secret.sock",
    };
    expect(commandIn({ configuration })).toBe(
      [
        run,
        "--product 'acme-registry@2.8.0'",
        "--repository 'a/b'",
        "--second-repository 'a/b c'",
        '--username "$USERNAME" --password "$PASSWORD"',
        "--insecure",
        "--ca ca.pem",
        "--unix-socket registry.sock",
      ].join(" \\\n  "),
    );
    expect(commandIn({ configuration: { credentials: "token", insecure: false, privateCa: false } })).toBe(
      [run, "--product 'acme-registry@2.8.0'", '--token "$TOKEN"'].join(" \\\n  "),
    );
  });

  test("says what was found, by what, and when", () => {
    const text = readmeOf(sound, product);
    const { catalogue, configuration } = digestsOf(sound);
    for (const line of [
      "# Acme 2.8.0",
      "| push | conformant |",
      `npx oci-conformance@${version} verify report.json.gz`,
      `| suite | oci-conformance ${version} |`,
      `| requirements | ${sound.results.length} |`,
      `| catalogue | ${catalogue} |`,
      `| configuration | ${configuration} |`,
      "| tested | 2026-07-16 |",
    ])
      expect(text.split("\n")).toContain(line);
    expect(text).toContain("Run Acme 2.8.0 as Acme Inc describes it");
  });
});

test("The digest of a configuration is the same for every order of its members, and another for another", () => {
  const of = (configuration: Report["configuration"]) => digestsOf(passed({ configuration })).configuration;
  const one = of({ a: 1, b: { c: [1, { d: null, e: 2 }], f: "x" } });
  expect(one).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect(of({ b: { f: "x", c: [1, { e: 2, d: null }] }, a: 1 })).toBe(one);
  expect(of({ a: 1, b: { c: [{ d: null, e: 2 }, 1], f: "x" } })).not.toBe(one);
  expect(of({ a: 1, b: { c: [1, { d: null, e: 3 }], f: "x" } })).not.toBe(one);
});

describe("A folder is reviewed", () => {
  /** Writes the submission where it belongs. */
  function written(root: string, { folder, files }: Submission): string {
    const place = join(root, folder);
    mkdirSync(place, { recursive: true });
    for (const { file, content } of files) writeFileSync(join(place, file), content);
    return place;
  }
  const made = "results.yaml, report.html, junit.xml are made of report.json.gz";
  const placed = "it lies in the folder of its version and product";

  /** What is wrong with it as a folder. */
  async function problemsIn(folder: string): Promise<Record<string, string[]>> {
    const checks = await reviewFolder(folder);
    return Object.fromEntries(checks.map(({ question, problems }) => [question, problems]));
  }

  test("for files that are not of its report", () =>
    inNewFolder(async (root) => {
      const folder = written(root, submitted(sound));
      expect(await problemsIn(folder)).toMatchObject({ [made]: [], [placed]: [] });
      appendFileSync(join(folder, "results.yaml"), "x: y\n");
      writeFileSync(join(folder, "junit.xml"), "<testsuites/>");
      expect((await problemsIn(folder))[made]).toEqual([
        'results.yaml is another: make it again by "report"',
        'junit.xml is another: make it again by "report"',
      ]);
    }));

  test("for what else its README says, and its PRODUCT.yaml", () =>
    inNewFolder(async (root) => {
      const folder = written(root, submitted(sound));
      writeFileSync(join(folder, "README.md"), "Trust us.");
      writeFileSync(join(folder, "PRODUCT.yaml"), productText.replace("2.8.0", "2.9.0"));
      const problems = await problemsIn(folder);
      expect(problems["README.md says how to reproduce it"]).toHaveLength(3);
      expect(problems["the tested version is exact, and the one in PRODUCT.yaml"]).toEqual([
        "2.8.0 was tested, PRODUCT.yaml says 2.9.0",
      ]);
    }));

  test("for a place that is of another version or product; elsewhere it may be called as one likes", () =>
    inNewFolder(async (root) => {
      const folder = written(root, submitted(sound));
      for (const [place, problems] of [
        ["v1.1/acme-registry", ["the report judges version 1.0: its folder is v1.0/acme-registry"]],
        ["v1.0/acme", ["the product is Acme Registry: its folder is v1.0/acme-registry"]],
        ["drafts/mine", []],
      ] as const) {
        const other = join(root, place);
        rmSync(other, { recursive: true, force: true });
        mkdirSync(join(other, ".."), { recursive: true });
        renameSync(folder, other);
        expect((await problemsIn(other))[placed], place).toEqual(problems);
        renameSync(other, folder);
      }
    }));

  test("which has all files, or it is no submission", () =>
    inNewFolder(async (root) => {
      const folder = written(root, submitted(sound));
      rmSync(join(folder, "junit.xml"));
      await expect(reviewFolder(folder)).rejects.toThrow(UsageError);
      await expect(reviewFolder(folder)).rejects.toThrow(
        /has no junit\.xml: a submission has PRODUCT\.yaml, README\.md/,
      );
    }));
});
