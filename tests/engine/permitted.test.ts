import { expect, test } from "vitest";
import { verify } from "../../engine/verify.ts";
import { permitted, runWhere } from "./permitted.ts";

/**
 * What is about different things holds of one registry at once, so that a third of the runs is enough; each alone takes its
 * turn in `tests/reliability/permitted.test.ts`.
 */
const together = [
  ["tags cannot be deleted", "absolute Locations", "no single POST", "lists come in chunks, without Content-Length"],
  ["manifests cannot be deleted", "Locations with a state", "pages of five", "no sha512"],
  ["blobs cannot be deleted", "blobs from another host", "every answer has headers that no spec knows"],
  ["nothing can be deleted", "uploads to another host", "no mounting"],
  ["no referrers API", "chunks of a minimum size", "basic authentication", "refusals are plain text"],
  ["extensions are listed", "bearer tokens", "no mounting without from", "the Link of a list is an absolute URL"],
  ["no tag parameters", "references are not checked", "every answer takes 20 ms"],
  [
    "a tag that is taken stays with its manifest: another push answers 409",
    "tags are ordered by letters and digits, whatever their case",
    "a blob that was pushed is confirmed without a digest",
  ],
  ["what was deleted can be read once more", "a manifest with a non-distributable layer that is not there is refused"],
  [
    "no ETag",
    "manifests of rare forms answer 400: many layers, odd annotations, Docker's types",
    "lists say that they may be cached",
  ],
];

test("all that is permitted is held", () => {
  expect(together.flat().toSorted()).toEqual(Object.keys(permitted).toSorted());
});

test.each(together.map((names) => [names.join("; "), names] as const))(
  "nothing is wrong with a registry where this holds: %s",
  async (_, names) => {
    const { report, wrong } = await runWhere(names);
    expect(wrong).toEqual([]);
    expect(report.summary.conformant).toBe(true);
    expect((await verify(JSON.parse(JSON.stringify(report)))).discrepancies).toEqual([]);
  },
);
