import fc from "fast-check";
import { describe, expect } from "vitest";
import { verify } from "../../engine/verify.ts";
import { validators } from "../../schemas/generated/report-validator.ts";
import type { Report } from "../../schemas/report.ts";
import { encounter, expectNoHarm } from "../hostile/encounter.ts";
import { isRoot } from "../hostile/hostility.ts";
import { sampleReport } from "../reporters/sample-report.ts";
import { expectReadable } from "./consumers.ts";
import { hostileText } from "./hostile-texts.ts";
import { law } from "./law.ts";

/** Members whose texts are ours, or held to a form by the schema. */
const ours =
  /^(id|exchanges?|locationOf|scenario|after|source|requirement|verdict|level|basis|category|status|kind|startedAt|finishedAt|digest|sha512|base64|schemaVersion|distribution|because|until|section|stale|expired|name|version)$/;

/** The report with every text that a target has its say in replaced, one after the other. */
function saying(report: Report, texts: readonly string[]): Report {
  let at = 0;
  const replaced = (value: unknown, member: string): unknown => {
    if (typeof value === "string") return ours.test(member) ? value : `${texts[at++ % texts.length]}`;
    if (Array.isArray(value)) return value.map((each) => replaced(each, member));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, replaced(each, name)]));
  };
  return replaced(report, "") as Report;
}

/** What becomes of an answer: some of it is what the registry said, and some of it anything. */
const distortion = fc.record({
  status: fc.option(
    fc.oneof(fc.integer({ min: 200, max: 599 }), fc.constantFrom(204, 301, 304, 307, 401, 404, 416, 429, 500, 503)),
  ),
  headers: fc.array(
    fc.tuple(
      fc.constantFrom(
        "Location",
        "Link",
        "Range",
        "Content-Type",
        "WWW-Authenticate",
        "Docker-Content-Digest",
        "Retry-After",
        "OCI-Subject",
        "OCI-Chunk-Min-Length",
        "Warning",
        "Content-Range",
        "X-Odd",
        "Set-Cookie",
      ),
      hostileText.map((text) => text.replaceAll(/[\r\n\0]|[^\0-\u00ff]/g, "?")),
    ),
    { maxLength: 2 },
  ),
  body: fc.option(
    fc.oneof(
      fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
      hostileText.map((text) => Buffer.from(text)),
      fc.json({ maxDepth: 3 }).map((text) => Buffer.from(text)),
    ),
  ),
});

const few = [
  "push.chunked.final-any-length",
  "pull.blob.range-*",
  "discovery.tags.n-*",
  "referrers.filter-*",
  "errors.body.*",
];

describe("Whatever a target says", () => {
  law(
    "every format can tell, its reader can read, and nothing in it acts",
    1,
    fc.property(fc.array(hostileText, { minLength: 1, maxLength: 40 }), (texts) => {
      expectReadable(saying(sampleReport(), texts));
    }),
  );

  law(
    "ends in a report that keeps its schema, follows from its exchanges and can be read in every format",
    1,
    fc.asyncProperty(
      fc.array(distortion, { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 1, max: 9 }),
      async (distortions, every) => {
        const met = await encounter(
          {
            change: (answered, asked) => {
              if (isRoot(asked) || asked.number % every !== 0) return;
              const distorted = distortions[Math.floor(asked.number / every) % distortions.length];
              if (!distorted) return;
              answered.status = distorted.status ?? answered.status;
              answered.headers.push(...distorted.headers);
              answered.body = distorted.body ?? answered.body;
            },
          },
          { only: few, spec: "edge,1.1", timeout: 2 },
        );
        expectNoHarm({ ...met, told: met.report ? met.report.results.length : 0 });
        if (!met.report) return;
        const written: Report = JSON.parse(JSON.stringify(met.report));
        expect((validators.report as (value: unknown) => boolean)(written)).toBe(true);
        expect((await verify(written)).discrepancies).toEqual([]);
        expectReadable(written);
      },
    ),
  );
});
