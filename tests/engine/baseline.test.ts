import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { accept } from "../../engine/baseline/accept.ts";
import { readBaseline } from "../../engine/baseline/file.ts";
import { baselineOf, withBaseline } from "../../engine/baseline.ts";
import { UsageError } from "../../engine/errors.ts";
import { exitCodeOf } from "../../engine/exit.ts";
import { summaryOf } from "../../engine/summary.ts";
import type { Report, Result, Verdict } from "../../schemas/report.ts";
import { inNewFolder } from "../cli/new-folder.ts";
import { reportOf, result } from "../reporters/sample-report.ts";

type Level = Result["level"];

const location = "push.put.location";
const created = "push.put.created-201";

/** A run of 2026-07-16 that ended so; something always passes. */
function run(verdicts: Record<string, Verdict>): Report {
  const results = Object.entries({ ...verdicts, "push.session.post-202": "pass" as const }).map(
    ([requirement, verdict]) => result({ requirement, verdict }),
  );
  return reportOf(results, [], { summary: summaryOf(results, 0) });
}

const entry = (requirement: string, until?: string) => ({ requirement, reason: "known", ...(until ? { until } : {}) });

describe("A baseline", () => {
  it("marks what it accepts, and changes no verdict, count or status", () => {
    const report = run({ [location]: "fail", [created]: "pass" });
    const seen = accept(report, [entry(location, "2026-12-31")]);
    expect(seen.results[0]).toMatchObject({ verdict: "fail", accepted: { reason: "known", until: "2026-12-31" } });
    expect(seen.results[1]).not.toHaveProperty("accepted");
    expect(seen.summary).toEqual(report.summary);
    expect(seen.summary.conformant).toBe(false);
  });

  it.each<[Record<string, Verdict>, ReturnType<typeof entry>[], number, string]>([
    [{ [location]: "fail" }, [], 1, "nothing is accepted"],
    [{ [location]: "fail" }, [entry(location)], 0, "all that is broken is accepted"],
    [{ [location]: "fail", [created]: "fail" }, [entry(location)], 1, "something new is broken"],
    [{ [location]: "pass" }, [entry(location)], 1, "an entry can go"],
    [{ [location]: "skip" }, [entry(location)], 0, "an entry's requirement was skipped"],
    [{}, [entry(location)], 0, "an entry's requirement was not judged"],
    [{ [location]: "fail" }, [entry(location, "2026-07-15")], 1, "the entry has expired"],
    [{ [location]: "fail" }, [entry(location, "2026-07-16")], 0, "the entry has its last day"],
    [{ [location]: "blocked" }, [], 1, "a MUST is undecided"],
    [{ [location]: "blocked" }, [entry(location)], 0, "the undecided MUST is accepted"],
    [{ [location]: "error" }, [entry(location)], 0, "the check that broke is accepted"],
    [{ [location]: "info" }, [entry(location)], 1, "an entry for what is no failure can go"],
  ])("%j with %j ends with %i: %s", (verdicts, entries, code) => {
    expect(exitCodeOf(accept(run(verdicts), entries))).toBe(code);
  });

  it("accepts warnings of a strict run", () => {
    const report = run({ [location]: "warn" });
    expect(exitCodeOf(report, { strict: true })).toBe(1);
    expect(exitCodeOf(accept(report, [entry(location)]), { strict: true })).toBe(0);
  });

  it("says which entries can go and which had expired", () => {
    const report = run({ [location]: "fail", [created]: "pass" });
    expect(accept(report, [entry(location, "2025-01-01"), entry(created, "2025-01-01")]).baseline).toEqual({
      stale: [created],
      expired: [location],
    });
  });

  it("accepts under every version that was judged, and lets go of an entry only when it is needed under none", () => {
    const [older, newer] = [run({ [location]: "pass" }), run({ [location]: "fail" })];
    const { capabilities, summary, results } = newer;
    const both = { ...older, alsoJudged: [{ spec: "edge" as const, capabilities, summary, results }] };
    const seen = accept(both, [entry(location)]);
    expect(seen.alsoJudged?.[0]?.results[0]).toMatchObject({ verdict: "fail", accepted: { reason: "known" } });
    expect(seen.baseline?.stale).toEqual([]);
    expect(exitCodeOf(both)).toBe(1);
    expect(exitCodeOf(seen)).toBe(0);
  });

  it("does not make an inconclusive category pass that nothing passes in", () => {
    const results = [result({ requirement: location, verdict: "fail" })];
    const report = reportOf(results, [], { summary: summaryOf(results, 0) });
    expect(exitCodeOf(accept(report, [entry(location)]))).not.toBe(0);
  });
});

const inFile = (text: string, work: (file: string) => void) =>
  inNewFolder(async (folder) => {
    const file = join(folder, "known.yaml");
    writeFileSync(file, text);
    work(file);
  });

describe("The baseline's file", () => {
  test.each([
    ["- requirement: push.put.locatoin\n  reason: x", /entry 1 .*push\.put\.location/],
    ["- requirement: pull.client.accept-header\n  reason: x", /no run can judge it/],
    [`- requirement: ${location}`, /has no reason/],
    [`- requirement: ${location}\n  reason: "  "`, /has no reason/],
    [`- requirement: ${location}\n  reason: x\n  until: soon`, /2027-01-31/],
    [`- requirement: ${location}\n  reason: x\n  until: 2027-02-30`, /2027-01-31/],
    [`- requirement: ${location}\n  reason: x\n  until: 2027-02`, /2027-01-31/],
    [`- requirement: ${location}\n  reason: x\n  until: 2027-02-03T00:00:00.000Z`, /2027-01-31/],
    [`- requirement: ${location}\n  reason: x\n  until: -002027-02-03`, /2027-01-31/],
    [`- requirement: ${location}\n  reason: x\n  until: [2027-02-03]`, /2027-01-31/],
    ["- requirement: [a]\n  reason: x", /entry 1 of .* has no requirement/],
    [`- requirement: ${location}\n  reason: x\n  untill: 2027-02-03`, /"untill"/],
    [`- {requirement: ${location}, reason: x}\n- {requirement: ${location}, reason: y}`, /twice/],
    ["- push.put.location", /no requirement and reason/],
    ["requirement: push.put.location", /must be a list/],
    ["- [", /not YAML/],
  ])("%j is wrong usage", (text, hint) =>
    inFile(text, (file) => {
      expect(() => readBaseline(file)).toThrow(UsageError);
      expect(() => readBaseline(file)).toThrow(hint);
    }),
  );

  test("says what is accepted, why and how long", () =>
    inFile(
      `- requirement: ${location}\n  reason: " x "\n  until: 2028-02-29\n- {requirement: ${created}, reason: y}\n`,
      (file) =>
        expect(readBaseline(file).entries).toEqual([
          { requirement: location, reason: "x", until: "2028-02-29" },
          { requirement: created, reason: "y" },
        ]),
    ));

  test("may hold nothing yet", () => inFile("# none\n", (file) => expect(readBaseline(file).entries).toEqual([])));

  test("must be there, unless it is to be made", () =>
    inNewFolder(async (folder) => {
      const file = join(folder, "known.yaml");
      expect(() => readBaseline(file)).toThrow(/cannot be read/);
      expect(readBaseline(file, { create: true }).entries).toEqual([]);
      expect(() => readBaseline(folder, { create: true })).toThrow(/cannot be read/);
    }));

  test("options that go with it need it", () => {
    expect(() => baselineOf({ updateBaseline: true })).toThrow(/--baseline/);
    expect(() => baselineOf({ force: true })).toThrow(/--update-baseline/);
    expect(() => baselineOf({ baseline: "known.yaml", force: true })).toThrow(/goes with --update-baseline/);
    expect(baselineOf({})).toBeUndefined();
  });

  test("is made where an update is forced, and where none is must be there", () =>
    inNewFolder(async (folder) => {
      const baseline = join(folder, "known.yaml");
      expect(baselineOf({ baseline, updateBaseline: true, force: true })?.entries).toEqual([]);
      for (const wishes of [{ baseline }, { baseline, updateBaseline: true }])
        expect(() => baselineOf(wishes)).toThrow(/cannot be read/);
      writeFileSync(baseline, `- {requirement: ${location}, reason: x}\n`);
      expect(baselineOf({ baseline })?.entries).toHaveLength(1);
      expect(baselineOf({ baseline, updateBaseline: true })?.entries).toHaveLength(1);
    }));
});

describe("Updating a baseline", () => {
  const text = `# What we live with.
- requirement: ${location} # since 2.8
  reason: the proxy rewrites it
  until: 2026-01-31
- requirement: ${created}
  reason: mended in 2.9
`;
  const report = run({ [location]: "fail", [created]: "pass", "push.put.blob-available": "fail" });

  test("takes out what passes, and adds nothing", () =>
    inFile(text, (file) => {
      const seen = withBaseline(report, readBaseline(file), { updateBaseline: true });
      expect(readFileSync(file, "utf8")).toBe(`${text.split("\n").slice(0, 4).join("\n")}\n`);
      expect(seen.baseline?.stale).toEqual([]);
      expect(exitCodeOf(seen)).toBe(1);
    }));

  test("forced takes in what is broken too, and keeps what had expired", () =>
    inFile(text, (file) => {
      const seen = withBaseline(report, readBaseline(file), { updateBaseline: true, force: true });
      expect(readBaseline(file).entries).toEqual([
        { requirement: location, reason: "the proxy rewrites it" },
        { requirement: "push.put.blob-available", reason: "taken in by --update-baseline --force" },
      ]);
      expect(readFileSync(file, "utf8")).toMatch(/^# What we live with\.\n.* # since 2\.8$/m);
      expect(exitCodeOf(seen)).toBe(0);
    }));

  test("is not wished without being said", () =>
    inFile(text, (file) => {
      const seen = withBaseline(report, readBaseline(file), { force: true });
      expect(seen.baseline).toEqual({ stale: [created], expired: [location] });
      expect(readFileSync(file, "utf8")).toBe(text);
      expect(withBaseline(report, undefined, { updateBaseline: true })).toBe(report);
    }));

  /** The entries after a forced update, of a file that accepts `location` for long. */
  const forced = (verdicts: Record<string, Verdict>, levels: Record<string, Level>, strict: boolean) =>
    inNewFolder(async (folder) => {
      const file = join(folder, "known.yaml");
      writeFileSync(file, `- {requirement: ${location}, reason: known, until: 2099-01-01}\n`);
      const made = run({ [location]: "fail", ...verdicts });
      for (const each of made.results) each.level = levels[each.requirement] ?? "MUST";
      withBaseline(made, readBaseline(file), { updateBaseline: true, force: true, strict });
      const [known, ...others] = readBaseline(file).entries;
      expect(known).toEqual({ requirement: location, reason: "known", until: "2099-01-01" });
      return others.map(({ requirement }) => requirement);
    });

  test.each<[Verdict, Level, boolean, boolean]>([
    ["fail", "MUST", false, true],
    ["error", "SHOULD", false, true],
    ["blocked", "MUST", false, true],
    ["blocked", "MUST_NOT", false, true],
    ["blocked", "SHOULD", false, false],
    ["warn", "SHOULD", false, false],
    ["warn", "SHOULD", true, true],
    ["skip", "MUST", true, false],
  ])("forced, takes %s of a %s in, strict %j: %j", async (verdict, level, strict, isTakenIn) => {
    expect(await forced({ [created]: verdict }, { [created]: level }, strict)).toEqual(isTakenIn ? [created] : []);
  });

  test("that leaves nothing leaves an empty list", () =>
    inFile(`- {requirement: ${created}, reason: mended}\n`, (file) => {
      withBaseline(report, readBaseline(file), { updateBaseline: true });
      expect(readFileSync(file, "utf8").trim()).toBe("[]");
    }));

  test("says where it cannot be written", () =>
    inFile(text, (file) => {
      const elsewhere = { ...readBaseline(file), file: join(file, "known.yaml") };
      expect(() => withBaseline(report, elsewhere, { updateBaseline: true })).toThrow(UsageError);
      expect(() => withBaseline(report, elsewhere, { updateBaseline: true })).toThrow(
        /known\.yaml cannot be written: /,
      );
    }));

  test("changes nothing after an interrupted run", () =>
    inFile(text, (file) => {
      withBaseline({ ...report, interrupted: true }, readBaseline(file), { updateBaseline: true, force: true });
      expect(readFileSync(file, "utf8")).toBe(text);
    }));
});
