import { hostile } from "../sample-report.ts";

/** A result of a report document; anything may be said in it, or left out. */
export const result = (requirement: string, verdict: string, more: object = {}) => ({
  requirement,
  title: `title of ${requirement}`,
  level: "MUST",
  category: "push",
  verdict,
  section: "https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#push",
  exchanges: [],
  ...more,
});

/** A report document with as much in it as the site needs. */
export const document = (product: string, verdicts: Record<string, string>, more: object = {}) => ({
  schemaVersion: 1,
  tool: { name: "oci-conformance", version: "0.1.0" },
  spec: { distribution: "1.1" },
  target: { url: "http://registry.example", product },
  startedAt: "2026-07-16T10:00:00.000Z",
  summary: { conformant: !Object.values(verdicts).includes("fail"), categories: [] },
  capabilities: { referrers: { supported: true, reason: "lists referrers" } },
  results: Object.entries(verdicts).map(([id, verdict]) => result(id, verdict)),
  ...more,
});

const chunk = "push.chunked.patch-202";
const created = "push.put.created-201";

/** Four products, one with two releases, one imported, and one that is strange and hostile wherever it can be. */
export const documents = (): unknown[] => [
  document("Acme@2.9.0", { [chunk]: "fail", [created]: "pass" }, { startedAt: "2026-03-01T10:00:00.000Z" }),
  document("acme@2.10.0", { [chunk]: "pass", [created]: "fail" }),
  document("beta@1.0", { [chunk]: "pass", [created]: "pass" }),
  document("gamma@1.0", { [chunk]: "pass", [created]: "pass" }),
  document("beta@1.1", { "official.api.blob-chunked": "pass", "official.api.referrers": "skip" }, imported),
  strange(),
];

export const imported = {
  imported: { from: "the official suite, v2 (results.yaml)", dated: false },
  startedAt: "1970-01-01T00:00:00.000Z",
  capabilities: {},
};

/** A report of a suite that nobody has seen yet, of a target that lies. */
export function strange(): unknown {
  const { script, image, scriptUrl, rightToLeft, terminal } = hostile;
  return {
    schemaVersion: 7,
    tool: { name: "oci-conformance", version: image },
    spec: { distribution: "2.0-rc/../<b>" },
    target: { url: scriptUrl, product: `${script}../../evil@${image}` },
    startedAt: script,
    verdictOfTheStars: [1],
    capabilities: { [image]: { supported: "maybe", reason: script }, "time-travel": { supported: true }, odd: null },
    summary: { conformant: "yes", categories: [{ id: "time travel", status: `__proto__ ${script}` }, 4] },
    results: [
      result("time.travel.<script>", "constructor", { title: script, category: "time travel", section: scriptUrl }),
      result("../../etc/passwd", "very odd", { message: image, level: rightToLeft, category: "../up" }),
      result("a".repeat(300), "fail", { message: terminal }),
      { requirement: "bare", verdict: "pass" },
      { verdict: "pass" },
      null,
    ],
    alsoJudged: [{ spec: "1.1", results: [result(chunk, "pass")] }, { spec: 3 }, "nothing"],
  };
}
