import { describe, expect, it, test } from "vitest";
import { folderOf, isExact, productOf, productProblems } from "../../engine/bundle/product.ts";
import { UsageError } from "../../engine/errors.ts";

describe("PRODUCT.yaml", () => {
  const product = {
    vendor: "a",
    name: "b",
    version: "1.0",
    type: "distribution",
    description: "c",
    website_url: "https://a",
    documentation_url: "https://a",
  };

  it.each([
    [{}, []],
    [{ vendor: "", description: " " }, ["vendor, description missing"]],
    [{ version: undefined, type: undefined }, ["version, type missing"]],
    [{ name: "OCI Registry" }, ["the name must not contain OCI"]],
    [{ name: "Socius" }, []],
    [{ version: "main" }, ['version "main" is not exact: name the release']],
    [{ type: "cloud" }, ["type must be one of distribution, hosted platform, installer"]],
    [{ website_url: "acme.example" }, ["website_url must be a URL"]],
    [{ repo_url: "https://a b", documentation_url: "see https://a" }, ["documentation_url, repo_url must be a URL"]],
    [{ repo_url: "http://a/b", product_logo_url: "https://a/logo.svg" }, []],
    [{ product_logo_url: "https://a/logo.AI" }, []],
    [{ product_logo_url: "https://a/logo.svg.png" }, ["product_logo_url must be an svg, ai or eps"]],
    [{ type: "hosted platform" }, []],
    [{ type: "installer", name: "FOCI" }, []],
  ])("with %j", (changes, problems) => {
    expect(productProblems({ ...product, ...changes })).toEqual(problems);
  });

  it.each(["2.8.0", "v1.0.0-rc.1", "240626", "7.93.0"])("%s is exact", (version) =>
    expect(isExact(version)).toBe(true),
  );
  it.each(["latest", "1.x", "^2.0", "2.*", "nightly-2026", "stable", "2.x", ">=2", "main-1", ""])(
    "%j is not",
    (version) => expect(isExact(version)).toBe(false),
  );
});

test("What PRODUCT.yaml says is read as text, and what is no text is not there", () => {
  const text = "name: 42\nversion: 240626\nvendor: true\ntype: [distribution]\ndescription:\n  a: b\nwebsite_url:\n";
  expect(productOf(text, "PRODUCT.yaml")).toEqual({ name: "42", version: "240626", vendor: "true" });
});

test.each([
  ["{", /^mine\/PRODUCT\.yaml is not YAML: [^\n]+$/],
  ["", /^mine\/PRODUCT\.yaml must be a map of vendor, name, version, /],
  ["- name", /must be a map of vendor, name/],
  ["name", /must be a map of vendor, name/],
])("%j is no PRODUCT.yaml", (text, hint) => {
  expect(() => productOf(text, "mine/PRODUCT.yaml")).toThrow(UsageError);
  expect(() => productOf(text, "mine/PRODUCT.yaml")).toThrow(hint);
});

test.each([
  ["Acme Registry", "acme-registry"],
  ["(Acme) v2!", "acme-v2"],
  ["!?", ""],
  [undefined, ""],
])("The folder of %j is %j", (name, folder) => {
  expect(folderOf(name === undefined ? {} : { name })).toBe(folder);
});
