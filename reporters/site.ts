import { readFileSync } from "node:fs";
import { badgeOf } from "./badge.ts";
import type { RenderedFile } from "./index.ts";
import { verdictSigns } from "./signs.ts";
import { pages } from "./site/address.ts";
import { capabilityPage } from "./site/capabilities.ts";
import { dataOf, feedOf } from "./site/feed.ts";
import { matrixPage } from "./site/matrix.ts";
import { overviewPage } from "./site/overview.ts";
import { productPage } from "./site/product.ts";
import { requirementPage } from "./site/requirement.ts";
import type { Run } from "./site/run.ts";
import { searchPage } from "./site/search.ts";
import { specPage } from "./site/spec.ts";
import { subjectsOf } from "./site/subjects.ts";
import { newest, type Product, type Survey, surveyOf } from "./site/survey.ts";
import { templates } from "./templates.ts";

const style = ["look.css", "site/site.css"].map(read).join("");
const script = read("site/site.js");

/**
 * A site of all these runs, file by file: readable without scripts and without a server, no network, every byte of a report
 * shown as text.
 * @param base URL that the site will be at, for the feed
 */
export function* renderSite(runs: readonly Run[], base = ""): Generator<RenderedFile> {
  const survey = surveyOf(runs);
  const subjects = subjectsOf(survey);
  const { specs, standard, categories, products } = survey;
  const page = (file: string, template: string, section: string, view: object): RenderedFile => {
    const root = "../".repeat(file.split("/").length - 1);
    const nav = navigation(survey).map((link) => ({ ...link, current: link.name === section }));
    return { file, text: templates.render(`./site/${template}`, { ...view, root, nav, policy }) };
  };
  yield { file: "site.css", text: style };
  yield { file: "site.js", text: script };
  yield { file: "feed.json", text: feedOf(survey, base === "" ? "" : base.replace(/\/*$/, "/")) };
  for (const spec of specs.length > 0 ? specs : [standard])
    yield page(pages.overview(spec, standard), "overview", "Products", overviewPage(survey, subjects, spec));
  for (const spec of specs) {
    yield page(pages.spec(spec), "spec", "Spec", specPage(survey, subjects, spec));
    for (const category of categories)
      yield page(pages.matrix(spec, category), "matrix", "Requirements", matrixPage(survey, subjects, spec, category));
  }
  for (const product of products) {
    yield page(pages.product(product.address), "product", "", productPage(survey, subjects, product));
    yield { file: pages.data(product.address), text: dataOf(product) };
    yield* badgesOf(survey, product);
  }
  for (const subject of subjects.values())
    yield page(pages.requirement(subject.id), "requirement", "", requirementPage(survey, subject));
  yield page("capabilities.html", "capabilities", "Capabilities", capabilityPage(survey));
  yield page("search.html", "search", "Search", searchPage(survey, subjects));
  yield page("about.html", "about", "About", { title: "How to read this", verdicts: Object.entries(verdictSigns) });
}

const policy =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'";

function navigation({ standard, categories }: Survey) {
  const [first] = categories;
  return [
    { name: "Products", href: "index.html" },
    ...(first
      ? [
          { name: "Requirements", href: pages.matrix(standard, first) },
          { name: "Spec", href: pages.spec(standard) },
        ]
      : []),
    { name: "Capabilities", href: "capabilities.html" },
    { name: "Search", href: "search.html" },
    { name: "About", href: "about.html" },
  ];
}

/** For each version of the spec one badge, by our own judgement where there is one. */
function* badgesOf({ specs, suites }: Survey, product: Product): Generator<RenderedFile> {
  for (const spec of specs) {
    const run = suites.map((suite) => newest(product, suite, spec)).find((each) => each !== undefined);
    if (run) yield { file: pages.badge(product.address, spec), text: badgeOf(spec, run.status) };
  }
}

function read(file: string): string {
  return readFileSync(new URL(file, import.meta.url), "utf8");
}
