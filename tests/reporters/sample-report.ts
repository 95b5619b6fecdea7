import { Content } from "../../client/content.ts";
import type { Exchange, HeaderLine, RecordedBody } from "../../client/exchange.ts";
import { type Report, type Result, type Verdict, verdicts } from "../../schemas/report.ts";
import { categories } from "../../specs/model.ts";

/** What a hostile target may answer, in every place that it can write to. */
export const hostile = {
  script: "</script></pre><script>window.breached = 'script'</script>",
  image: `"><img src=x onerror="window.breached = 'image'">`,
  scriptUrl: "javascript:window.breached='url'",
  terminal: "\u001b[2J\u001b]0;owned\u0007\u0000",
  rightToLeft: "\u202etxt.exe\u2066",
  xml: "]]>\ufffe\ud800",
};

const origin = "https://registry.example";
const repository = `${origin}/v2/acme/conformance`;
const blob = Content.lines("blob-3f9c", 1024);
const [head, middle, tail] = Content.lines("chunks-77aa", 3072).split(1024, 1024) as [Content, Content, Content];
const manifest = Content.json({ schemaVersion: 2, layers: [] }, "application/vnd.oci.image.manifest.v1+json");
const session = "/v2/acme/conformance/blobs/uploads/5d1e?_state=ab%2Fcd";

/** A body of that text, as the recorder keeps it. */
export function body(text = ""): RecordedBody {
  const { size, digest, sha512 } = Content.text(text);
  return { size, digest, sha512, ...(text ? { text } : {}) };
}

/** A request body, as the recorder keeps it. */
export function bodyOf(content: Content): RecordedBody {
  const { size, digest, sha512, source } = content;
  return { size, digest, sha512, source };
}

interface Sketch {
  id: string;
  scenario?: string;
  step?: string;
  method?: string;
  url?: string;
  headers?: HeaderLine[];
  body?: RecordedBody;
  status?: number;
  answers?: HeaderLine[];
  answer?: RecordedBody;
  more?: Partial<Exchange>;
}

/** An exchange, of which only what matters has to be said. */
export function exchange(sketch: Sketch): Exchange {
  const { id, scenario = "a scenario", step = "a step", method = "GET", url = `${origin}/v2/` } = sketch;
  const number = Number(id.slice(1));
  return {
    id,
    scenario,
    step,
    request: {
      method,
      url,
      headers: [["host", url.split("/")[2] ?? ""], ...(sketch.headers ?? [])],
      body: sketch.body ?? body(),
    },
    response: { status: sketch.status ?? 200, headers: sketch.answers ?? [], body: sketch.answer ?? body() },
    startedAt: new Date(Date.UTC(2026, 6, 16, 9, 0, 0, number * 7)).toISOString(),
    timings: { firstByteMs: 4.25, totalMs: 5.5 },
    ...sketch.more,
  };
}

/** A result, of which only what matters has to be said. */
export function result(sketch: Partial<Result> & Pick<Result, "requirement" | "verdict">): Result {
  return {
    title: `What ${sketch.requirement} asks`,
    level: "MUST",
    basis: "keyword",
    category: "push",
    section: "https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pushing-blobs",
    statements: ["spec.md#pushing-blobs@3f9c01"],
    endpoint: "end-6",
    scenario: "a scenario",
    exchanges: [],
    durationMs: 41.5,
    ...sketch,
  };
}

/** Counts the verdicts of these results. */
export function countsOf(results: readonly Result[]): Record<Verdict, number> {
  const counts = Object.fromEntries(verdicts.map((verdict) => [verdict, 0])) as Record<Verdict, number>;
  for (const { verdict } of results) counts[verdict]++;
  return counts;
}

/** A report over these results and exchanges, its summary counted. */
export function reportOf(results: Result[], exchanges: Exchange[], changes: Partial<Report> = {}): Report {
  const counts = countsOf(results);
  return {
    schemaVersion: 1,
    tool: { name: "oci-conformance", version: "0.1.0" },
    spec: { distribution: "1.1" },
    target: { url: origin, product: "acme-registry@2.8.0" },
    startedAt: "2026-07-16T09:00:00.000Z",
    finishedAt: "2026-07-16T09:00:01.420Z",
    interrupted: false,
    configuration: { repository: "acme/conformance", username: "ci", password: "***" },
    capabilities: {
      push: { supported: true, reason: "POST to blobs/uploads/ answered 202" },
      "blob-deletion": { supported: false, reason: "DELETE of a blob answered 405" },
      sha512: { supported: null, reason: "no blob could be pushed to find out" },
    },
    summary: {
      verdicts: counts,
      categories: categories.map((id) => {
        const verdicts = countsOf(results.filter(({ category }) => category === id));
        const undecided = verdicts.blocked + verdicts.error > 0;
        const status = verdicts.fail ? "non-conformant" : undecided ? "inconclusive" : "conformant";
        return { id, status: id === "management" ? "not claimed" : status, verdicts };
      }),
      conformant: counts.fail + counts.blocked + counts.error === 0,
      rootCauses: [],
      requests: exchanges.length,
    },
    results,
    scenarios: [...new Set(exchanges.map(({ scenario }) => scenario))].map((title) => ({
      title,
      facts: {},
      durationMs: 12,
    })),
    exchanges,
    ...changes,
  };
}

const monolithic = "a blob pushed by POST and PUT";
const chunked = "a blob uploaded in three chunks";
const missing = "what was never pushed";
const mounting = "a blob mounted from another repository";
const cause = {
  scenario: mounting,
  step: "push blob: open",
  reason: `"push blob: open (POST ${origin}/v2/acme/other/blobs/uploads/)" answered 405 where 202 is needed`,
};
const accept: HeaderLine = ["Accept", "application/vnd.oci.image.manifest.v1+json, */*;q=0.1"];
const octets: HeaderLine = ["Content-Type", "application/octet-stream"];
const bearer: HeaderLine = ["Authorization", "Bearer ***"];

const exchanges: Exchange[] = [
  exchange({
    id: "x1",
    scenario: monolithic,
    step: "open",
    method: "POST",
    url: `${repository}/blobs/uploads/`,
    headers: [["Content-Length", "0"]],
    status: 401,
    answers: [["WWW-Authenticate", `Bearer realm="${origin}/token",service="registry"`]],
  }),
  exchange({
    id: "x2",
    scenario: monolithic,
    step: "open",
    method: "POST",
    url: `${repository}/blobs/uploads/`,
    headers: [["Content-Length", "0"], bearer],
    status: 202,
    answers: [["Location", session]],
    more: { follows: { exchange: "x1", because: "challenge" } },
  }),
  exchange({
    id: "x3",
    scenario: monolithic,
    step: "close",
    method: "PUT",
    url: `${origin}${session}&digest=${blob.digest}`,
    headers: [octets, ["Content-Length", "1024"], bearer],
    body: bodyOf(blob),
    status: 201,
    answers: [
      ["Location", `${repository}/blobs/${blob.digest}`],
      ["Docker-Content-Digest", `sha256:${"0".repeat(64)}`],
    ],
    more: { locationOf: "x2", about: blob.record },
  }),
  exchange({
    id: "x4",
    scenario: monolithic,
    step: "pull",
    url: `${repository}/blobs/${blob.digest}`,
    headers: [bearer],
    status: 307,
    answers: [["Location", hostile.scriptUrl]],
    more: { about: blob.record },
  }),
  exchange({
    id: "x5",
    scenario: chunked,
    step: "open",
    method: "POST",
    url: `${repository}/blobs/uploads/`,
    headers: [["Content-Length", "0"], bearer],
    status: 202,
    answers: [["Location", session]],
  }),
  exchange({
    id: "x6",
    scenario: chunked,
    step: "first",
    method: "PATCH",
    url: `${origin}${session}`,
    headers: [octets, ["Content-Range", "0-1023"], bearer],
    body: bodyOf(head),
    status: 202,
    answers: [["Location", session]],
    more: { locationOf: "x5", about: head.record },
  }),
  exchange({
    id: "x7",
    scenario: chunked,
    step: "gap",
    method: "PATCH",
    url: `${origin}${session}`,
    headers: [octets, ["Content-Range", "2048-3071"], bearer],
    body: bodyOf(tail),
    status: 202,
    answers: [
      ["Location", session],
      ["Range", `0-2047${hostile.image}`],
    ],
    more: { locationOf: "x5", about: tail.record },
  }),
  exchange({
    id: "x8",
    scenario: missing,
    step: "manifest",
    url: `${repository}/manifests/never-pushed`,
    headers: [accept, bearer],
    status: 404,
    answers: [
      ["Content-Type", "application/json"],
      ["Server", `acme ${hostile.terminal}`],
    ],
    answer: body(`{"errors":[{"code":"${hostile.script}","message":"${hostile.rightToLeft}"}]}\n${hostile.xml}`),
  }),
  exchange({
    id: "x9",
    scenario: missing,
    step: "binary answer",
    url: `${repository}/blobs/sha256:${"1".repeat(64)}`,
    headers: [bearer],
    status: 200,
    answer: {
      ...bodyOf(middle),
      source: undefined,
      base64: middle.bytes.subarray(0, 48).toString("base64"),
      truncated: true,
    },
  }),
  exchange({
    id: "x10",
    scenario: mounting,
    step: "push blob: open",
    method: "POST",
    url: `${origin}/v2/acme/other/blobs/uploads/`,
    headers: [["Content-Length", "0"], bearer],
    status: 405,
  }),
  exchange({
    id: "x11",
    scenario: "a manifest larger than 4 MiB",
    step: "put",
    method: "PUT",
    url: `${repository}/manifests/large`,
    headers: [["Content-Type", manifest.mediaType ?? ""], bearer],
    body: bodyOf(manifest),
    more: {
      about: manifest.record,
      response: undefined,
      error: { kind: "timeout", message: "no answer within 10 s" },
      timings: { firstByteMs: null, totalMs: 10_000 },
    },
  }),
];

const results: Result[] = [
  result({
    requirement: "base.v2.get-200",
    category: "base",
    level: "SHOULD",
    basis: "prose",
    verdict: "pass",
    endpoint: "end-1",
    exchanges: ["x1"],
    scenario: monolithic,
  }),
  result({
    requirement: "pull.manifest.unknown-404",
    title: "A manifest that was never pushed is answered with 404",
    category: "pull",
    verdict: "pass",
    endpoint: "end-3",
    exchanges: ["x8"],
    scenario: missing,
    notes: [`the error code "${hostile.script}" is not one of the spec's`],
  }),
  result({
    requirement: "pull.blob.unknown-404",
    title: "A blob that was never pushed is answered with 404",
    category: "pull",
    verdict: "fail",
    message: `expected status 404, received status 200 ${hostile.terminal}`,
    expected: "status 404",
    received: `status 200 ${hostile.terminal}${hostile.script}`,
    endpoint: "end-2",
    exchanges: ["x9", "x8"],
    scenario: missing,
  }),
  result({
    requirement: "push.monolithic.location",
    title: "The Location of a pushed blob can be pulled",
    verdict: "fail",
    message: `expected a URL that can be pulled, received ${hostile.scriptUrl}`,
    expected: "a URL that can be pulled",
    received: hostile.scriptUrl,
    exchanges: ["x4", "x3"],
    scenario: monolithic,
    accepted: { reason: `mended in 2.9 ${hostile.script}`, until: "2026-12-31" },
  }),
  result({
    requirement: "push.chunked.out-of-order",
    title: "A chunk that does not start where the last one ended is refused with 416",
    verdict: "fail",
    message: "expected status 416, received status 202",
    expected: "status 416",
    received: "status 202",
    endpoint: "end-5",
    exchanges: ["x7", "x6"],
    scenario: chunked,
  }),
  result({
    requirement: "push.digest-header",
    title: "A pushed blob is answered with its digest",
    level: "SHOULD",
    verdict: "warn",
    message: "expected another Docker-Content-Digest",
    expected: `Docker-Content-Digest: ${blob.digest}`,
    received: `Docker-Content-Digest: sha256:${"0".repeat(64)} ${hostile.image}${hostile.rightToLeft}`,
    exchanges: ["x3"],
    scenario: monolithic,
  }),
  result({
    requirement: "push.chunked.range-header",
    title: "The answer to a chunk says how far the upload has come",
    basis: "table",
    verdict: "warn",
    message: "expected Range: 0-1023, received no Range",
    expected: "Range: 0-1023",
    received: "no Range",
    endpoint: "end-5",
    exchanges: ["x6"],
    scenario: chunked,
  }),
  result({
    requirement: "mount.accepted",
    title: "A blob that can be mounted is answered with 201",
    endpoint: "end-11",
    verdict: "blocked",
    blockedBy: cause,
    scenario: mounting,
    exchanges: ["x10"],
  }),
  result({
    requirement: "mount.pullable",
    title: "A mounted blob can be pulled",
    endpoint: "end-11",
    verdict: "blocked",
    blockedBy: cause,
    scenario: mounting,
    exchanges: [],
  }),
  result({
    requirement: "push.manifest.large",
    title: "A manifest of 4 MiB is accepted",
    level: "SHOULD",
    verdict: "error",
    message: "put (PUT …/manifests/large): no answer within 10 s",
    endpoint: "end-7",
    exchanges: ["x11"],
    scenario: "a manifest larger than 4 MiB",
  }),
  result({
    requirement: "discovery.tags.list",
    category: "discovery",
    title: "The tags of a repository are listed",
    verdict: "pass",
    endpoint: "end-8a",
  }),
  result({
    requirement: "pull.redirect",
    category: "pull",
    title: "A blob may be served by redirect",
    level: "MAY",
    verdict: "info",
    supported: true,
    message: "supported",
    exchanges: ["x4"],
    scenario: monolithic,
  }),
  result({
    requirement: "push.upload-cancel",
    title: "An upload session may be cancelled",
    level: "MAY",
    verdict: "info",
    supported: false,
    message: "not supported: DELETE answered 405",
    endpoint: null,
    statements: [],
  }),
  result({
    requirement: "management.blob.delete",
    category: "management",
    title: "A blob can be deleted",
    verdict: "skip",
    reason: "needs blob-deletion: DELETE of a blob answered 405; enable deletion to have it tested",
    endpoint: "end-10",
  }),
  result({
    requirement: "management.manifest.delete-must-not-hang",
    category: "management",
    level: "MUST_NOT",
    verdict: "skip",
    reason: "needs blob-deletion: DELETE of a blob answered 405; enable deletion to have it tested",
    endpoint: "end-9",
  }),
];

/** A small but complete run: every verdict, every optional member, and a target that tries to break out of the report. */
export function sampleReport(changes: Partial<Report> = {}): Report {
  const report = structuredClone(reportOf(results, exchanges));
  report.summary.rootCauses = [{ ...cause, blocked: 2 }];
  const { capabilities, summary } = report;
  report.timing = { longestChain: { scenario: "an image is pushed and pulled back", requests: 4 }, roundTripMs: 0.8 };
  report.cleanup = {
    removed: 12,
    left: [
      {
        kind: "blob",
        repository: "acme/conformance",
        reference: `sha256:${"0".repeat(64)}`,
        reason: "DELETE answered 405",
      },
    ],
    requests: 9,
    shards: [{ startedAt: report.startedAt, finishedAt: report.finishedAt, removed: 12, requests: 9 }],
  };
  report.alsoJudged = [{ spec: "edge", capabilities, summary, results: report.results }];
  for (const scenario of report.scenarios) {
    if (scenario.title === chunked) scenario.facts = { chunks: 3 };
    if (scenario.title === mounting) Object.assign(scenario, { stoppedBy: cause, after: [chunked] });
    if (scenario.title === missing) scenario.brokenBy = "our own mistake";
    if (scenario.title === monolithic) scenario.withheld = "this run only reads";
  }
  report.imported = { from: "another suite", dated: true };
  report.baseline = { stale: ["pull.manifest.unknown-404"], expired: ["push.chunked.out-of-order"] };
  return { ...report, ...changes };
}
