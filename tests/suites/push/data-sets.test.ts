import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { tests } from "../../../suites/index.ts";
import { dataSets } from "../../../suites/push/data-sets.ts";

const page = readFileSync(new URL("../../../docs/data-sets.md", import.meta.url), "utf8");
const rows = page
  .split("## ")[0]
  ?.split("\n")
  .map((line) => line.split(" | ").map((cell) => cell.replace(/^\| |`/g, "")));

test.each(Object.entries(dataSets))("the page on data sets names those of %s, and no others", (requirement, own) => {
  const named = rows?.filter(([, judgedBy]) => judgedBy === requirement).flatMap(([names = ""]) => names.split(", "));
  expect(named?.sort()).toEqual(Object.keys(own).sort());
});

test("what judges data sets is tested", () => {
  const tested = tests().map(({ requirement }) => requirement as string);
  expect(Object.keys(dataSets).filter((id) => !tested.includes(id))).toEqual([]);
});
