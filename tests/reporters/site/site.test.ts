import { describe, expect, it } from "vitest";
import { runsOf } from "../../../reporters/site/observed.ts";
import { renderSite } from "../../../reporters/site.ts";
import { catalogue } from "../../../specs/catalogue.ts";
import { document, documents, imported, strange } from "./documents.ts";

const siteOf = (all: readonly unknown[], base?: string) =>
  new Map([...renderSite(all.flatMap(runsOf), base)].map(({ file, text }) => [file, text]));

/** The text that a reader sees, blanks closed up. */
const seen = (page: string | undefined) => (page ?? "").replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");

describe("A report document", () => {
  it.each([
    [null],
    [[]],
    ["text"],
    [{}],
    [{ target: {}, spec: {}, results: [] }],
    [{ ...document("a", {}), results: 1 }],
  ])("is not %j", (value) => expect(() => runsOf(value)).toThrow(/^it /));

  it("gives a run for each version that it judges", () => {
    const alsoJudged = [{ spec: "edge", results: [] }];
    expect(runsOf(document("a@1", {}, { alsoJudged })).map(({ spec }) => spec)).toEqual(["1.1", "edge"]);
  });

  it("says which product, by its address where it has no name", () => {
    expect(runsOf(document("a@b@1.0", {}))[0]).toMatchObject({ product: "a@b", release: "1.0" });
    const unnamed = document("", {}, { target: { url: "https://me@registry.example" } });
    expect(runsOf(unnamed)[0]).toMatchObject({ product: "me@registry.example", release: "" });
  });

  it("that was imported has no day unless its source names one, and is of the suite that judged", () => {
    const [run] = runsOf(document("a", {}, imported));
    expect(run).toMatchObject({ suite: "the official suite, v2" });
    expect(run?.testedAt).toBeUndefined();
  });
});

describe("The site", () => {
  const site = siteOf(documents());

  it("has a page for every product, requirement, version and category, and every link leads to a file", () => {
    for (const { id } of catalogue) expect(site.has(`requirement/${id}.html`)).toBe(true);
    for (const [file, text] of site) {
      if (!file.endsWith(".html")) continue;
      for (const [, link = ""] of text.matchAll(/(?:href|src)="([^"#]+)/g)) {
        if (/^https:/.test(link)) continue;
        const { pathname } = new URL(link, `https://site.example/${file}`);
        expect(site.has(pathname.slice(1)), `${file} → ${link}`).toBe(true);
      }
    }
  });

  it("writes below its folder only, and nothing of a report as markup", () => {
    for (const [file, text] of site) {
      expect(file).toMatch(/^([a-z0-9][a-z0-9._-]*\/)*[a-z0-9][a-z0-9._-]*$/);
      expect(file.split("/").every((part) => part.length < 160 && !part.includes(".."))).toBe(true);
      if (!/\.(html|svg)$/.test(file)) continue;
      expect(text).not.toMatch(/<script>|<img src=x|href="javascript/);
      expect(text).not.toMatch(/(?![\n\t])[\p{Cc}\p{Cf}]/u);
    }
  });

  it("sets the newest release of a product beside the others", () => {
    const index = seen(site.get("index.html"));
    expect(index).toMatch(/acme 2\.10\.0 tested 2026-07-16 ✗ non-conformant/);
    expect(index).not.toContain("2.9.0");
    expect(index).toMatch(/beta 1\.0 tested 2026-07-16 ✓ conformant/);
    expect(index).toMatch(/Imported from the official suite, v2 .*beta 1\.1 day not known/);
  });

  it("shows who alone breaks a requirement, and since when", () => {
    const page = seen(site.get("requirement/push.put.created-201.html"));
    expect(page).toContain("Only acme breaks it under the OCI distribution spec 1.1.1; 2 others keep it.");
    expect(page).toMatch(/acme 2\.10\.0 ✗ fail 2\.10\.0 2026-07-16/);
    expect(site.get("requirement/push.chunked.patch-202.html")).not.toContain("callout");
  });

  it("shows what a release made better and worse", () => {
    const page = seen(site.get("product/acme.html"));
    expect(page).toContain("From 2.9.0 to 2.10.0, spec 1.1: 1 better, 1 worse");
    expect(page).toMatch(/2\.10\.0 2026-07-16 .* 2\.9\.0 2026-03-01/);
  });

  it("shows what is offered, by capability and by what stands for one", () => {
    const page = site.get("capabilities.html") ?? "";
    expect(seen(page)).toContain("time travel");
    expect(page).toContain('data-has="chunked-upload referrers"');
    expect(page).toContain('title="offered: title of official.api.blob-chunked');
  });

  it("shows each section of the spec with who keeps it", () => {
    const page = site.get("spec/1.1.html") ?? "";
    expect(seen(page)).toMatch(/Pushing a blob in chunks .*push\.chunked\.patch-202/);
    expect(seen(page)).toContain("cannot be tested from outside");
  });

  it("keeps verdicts, versions and categories that it does not know", () => {
    const files = [...site.keys()];
    expect(files.filter((file) => file.startsWith("spec/"))).toHaveLength(2);
    expect(seen([...site].find(([file]) => file.includes("etc-passwd"))?.[1])).toContain("very odd");
    expect(seen([...site].find(([file]) => file.includes("time-travel-script"))?.[1])).toContain("· constructor");
  });

  it("counts a report once that lies in two folders", () => {
    const twice = siteOf([...documents(), ...documents()]);
    expect(twice.get("product/acme.html")).toBe(site.get("product/acme.html"));
  });

  it("is there without any report", () => {
    expect(seen(siteOf([]).get("index.html"))).toContain("There is no result yet.");
    expect(siteOf([strange()]).has("index.html")).toBe(true);
  });

  it("has a JSON feed with an item for each result, and the data of each product", () => {
    const feed = JSON.parse(siteOf(documents(), "https://site.example/oci").get("feed.json") ?? "");
    expect(feed).toMatchObject({
      version: "https://jsonfeed.org/version/1.1",
      feed_url: "https://site.example/oci/feed.json",
    });
    expect(new Set(feed.items.map(({ id }: { id: string }) => id)).size).toBe(7);
    expect(feed.items.every(({ date_published: day }: { date_published?: string }) => !day || Date.parse(day))).toBe(
      true,
    );
    const data = JSON.parse(site.get("data/acme.json") ?? "");
    expect(data.runs[1].verdicts["push.put.created-201"]).toBe("fail");
  });

  it("has a badge for each product and version", () => {
    expect(site.get("badge/acme/1.1.svg")).toContain("OCI distribution 1.1: not conformant");
    expect(site.get("badge/gamma/1.1.svg")).toContain("OCI distribution 1.1: conformant");
  });
});
