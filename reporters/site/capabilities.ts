import { pages } from "./address.ts";
import { ourSuite } from "./observed.ts";
import type { Offer, Run } from "./run.ts";
import { newest, type Product, type Survey } from "./survey.ts";
import { signOf } from "./verdicts.ts";
import { spaced, suiteTitle, token } from "./words.ts";

/** What imported results say of a capability, by the name of the test that shows it. */
const tests: Record<string, string> = {
  push: "official.api.blob-push",
  "chunked-upload": "official.api.blob-chunked",
  "single-post": "official.api.blob-post-only",
  "upload-cancel": "official.api.blob-upload-cancel",
  mount: "official.api.blob-mount",
  sha512: "official.data.blobs-sha512",
  "tag-list": "official.api.tag-listing",
  referrers: "official.api.referrers",
  "tag-deletion": "official.api.tag-delete",
  "manifest-deletion": "official.api.manifest-delete",
  "blob-deletion": "official.api.blob-delete",
};

/** What has to hold of a registry that takes a blob in chunks. */
const chunked = ["push.chunked.patch-202", "push.chunked.close-201"];

/** Products × capabilities, by what the newest run of each says under the version that says most. */
export function capabilityPage(survey: Survey) {
  const found = survey.suites.map((suite) => ({
    title: suiteTitle(suite),
    rows: survey.products.flatMap((product) => {
      const run = fullest(survey, product, suite);
      return run ? [{ product, run, offers: offersOf(run) }] : [];
    }),
  }));
  const names = namesOf(found.flatMap(({ rows }) => rows.map(({ offers }) => offers)));
  return {
    title: "Capabilities",
    columns: names.map(spaced),
    tables: found
      .map(({ title, rows }) => ({
        title,
        rows: rows
          .filter(({ offers }) => offers.size > 0)
          .map(({ product, run, offers }) => ({
            name: product.name,
            release: run.release,
            href: pages.product(product.address),
            cells: names.map((name) => answerOf(offers.get(name))),
            has: names.filter((name) => offers.get(name)?.supported === true).map(token),
          })),
      }))
      .filter(({ rows }) => rows.length > 0),
    wishes: names.map((name) => ({ value: token(name), label: spaced(name) })),
  };
}

function fullest(survey: Survey, product: Product, suite: string): Run | undefined {
  const runs = survey.specs.flatMap((spec) => newest(product, suite, spec) ?? []);
  return runs.toSorted((a, b) => b.offers.size - a.offers.size || b.outcomes.size - a.outcomes.size)[0];
}

function offersOf(run: Run): Map<string, Offer> {
  const shown = Object.entries(run.suite === ourSuite ? {} : tests).flatMap(([name, test]) => {
    const outcome = run.outcomes.get(test);
    const supported = outcome?.verdict === "pass" ? true : outcome?.verdict === "fail" ? false : null;
    return outcome ? [[name, { supported, reason: `${outcome.title}: ${outcome.verdict}` }] as const] : [];
  });
  const chunks = chunked.flatMap((id) => run.outcomes.get(id)?.verdict ?? []);
  const supported = chunks.every((verdict) => verdict === "pass") ? true : chunks.includes("fail") ? false : null;
  return new Map<string, Offer>([
    ...run.offers,
    ...shown,
    ...(chunks.length > 0 ? [["chunked-upload", { supported, reason: `${chunked[0]}: ${chunks[0]}` }] as const] : []),
  ]);
}

/** The well-known first. */
function namesOf(offers: readonly ReadonlyMap<string, Offer>[]): string[] {
  const found = positive(offers.flatMap((each) => [...each.keys()]));
  return [...new Set([...Object.keys(tests).filter((name) => found.includes(name)), ...found])];
}

/** What says the opposite of another (`no-referrers`) says nothing more. */
export function positive(names: readonly string[]): string[] {
  return [...new Set(names)].filter((name) => !name.startsWith("no-") || !names.includes(name.slice(3)));
}

export function answerOf(offer: Offer | undefined) {
  if (!offer) return { answer: "not said", reason: "", sign: { symbol: "", tone: "quiet" } };
  const { supported, reason } = offer;
  const answer = supported === null ? "unknown" : supported ? "offered" : "not offered";
  return { answer, reason, sign: signOf(supported === null ? "error" : supported ? "pass" : "skip") };
}
