import { describe, expect, test } from "vitest";
import { catalogue } from "../../specs/catalogue.ts";
import { type Level, type Requirement, type SpecVersion, specVersions } from "../../specs/model.ts";
import { NothingSelected, type Selection, select, UnknownRequirement } from "../../specs/select.ts";

const [template] = catalogue as [Requirement, ...Requirement[]];

function entry(id: string, category: Requirement["category"], fields: Partial<Requirement> = {}): Requirement {
  return {
    ...template,
    id,
    category,
    levels: levelsOf(() => "MUST"),
    untestable: null,
    ...fields,
  };
}

function levelsOf(level: (version: SpecVersion) => Level | null): Requirement["levels"] {
  return Object.fromEntries(specVersions.map((version) => [version, level(version)])) as Requirement["levels"];
}

const small = [
  entry("base.root", "base"),
  entry("pull.blob.get", "pull"),
  entry("pull.blob.head", "pull"),
  entry("pull.client.verify", "pull", { untestable: "It binds the client." }),
  entry("push.cancel", "push", { levels: levelsOf((version) => (version === "edge" ? "SHOULD" : null)) }),
  entry("push.put", "push"),
];

function ids(selection: Partial<Selection>): string[] {
  return select(small, { spec: "1.1", ...selection }).map(({ id }) => id);
}

describe("what is selected", () => {
  test("all that is testable and said in the version, in catalogue order", () => {
    expect(ids({})).toEqual(["base.root", "pull.blob.get", "pull.blob.head", "push.put"]);
    expect(ids({ spec: "edge" })).toContain("push.cancel");
  });

  test("a category, and the base it rests on", () => {
    expect(ids({ categories: ["push"] })).toEqual(["base.root", "push.put"]);
  });

  test("ids and globs", () => {
    expect(ids({ only: ["pull.*"] })).toEqual(["pull.blob.get", "pull.blob.head"]);
    expect(ids({ only: ["*.put", "base.root"] })).toEqual(["base.root", "push.put"]);
  });

  test("without what is skipped", () => {
    expect(ids({ only: ["pull.*"], skip: ["*head"] })).toEqual(["pull.blob.get"]);
  });

  test("within the categories when both are given", () => {
    expect(ids({ categories: ["pull"], only: ["*.root", "*put", "*get"] })).toEqual(["base.root", "pull.blob.get"]);
  });
});

describe("an unknown name", () => {
  test("is answered with the nearest ids", () => {
    expect(() => ids({ only: ["pull.blob.gte"] })).toThrow(UnknownRequirement);
    expect(() => ids({ only: ["pull.blob.gte"] })).toThrow(
      'no requirement is called "pull.blob.gte"; the nearest are pull.blob.get',
    );
  });

  test("is one in skip, too", () => {
    expect(() => ids({ skip: ["push.putt"] })).toThrow(/the nearest are push\.put$/);
  });

  test("may be a glob that matches nothing", () => {
    expect(() => ids({ only: ["push.blop.*"] })).toThrow(
      /^no requirement matches "push\.blop\.\*"; the nearest are pull\.blob/,
    );
  });

  test("takes no character but the star for more than itself", () => {
    expect(() => ids({ only: ["pull.blob..et"] })).toThrow(UnknownRequirement);
  });
});

describe("nothing selected", () => {
  test.each([
    ["a category without requirements", { categories: ["discovery"] }, "no requirement of discovery for 1.1 yet"],
    ["what cannot be tested", { only: ["pull.client.*"] }, "pull.client.verify cannot be tested: It binds the client."],
    ["what the version does not say", { only: ["push.cancel"] }, "1.1 does not say push.cancel"],
    ["all skipped", { skip: ["*"] }, "every requirement is skipped"],
    ["ids of another category", { categories: ["pull"], only: ["push.put"] }, "leave no requirement between them"],
  ] as const)("%s", (_, selection, reason) => {
    expect(() => ids(selection)).toThrow(NothingSelected);
    expect(() => ids(selection)).toThrow(reason);
  });

  test("is never the outcome for the categories the catalogue has", () => {
    for (const category of ["base", "pull", "push", "discovery"])
      for (const spec of specVersions)
        expect(select(catalogue, { spec, categories: [category] }).some((one) => one.category === category)).toBe(true);
  });
});
