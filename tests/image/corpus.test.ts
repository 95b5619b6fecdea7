import { describe, expect, it } from "vitest";
import { findingsInLayout } from "../../image/corpus/find.ts";
import { type LayoutCase, layouts } from "../../image/corpus/layouts.ts";
import { type SpecVersion, specVersions } from "../../specs/model.ts";

/** The findings that a layout of the corpus must have: its own and no other; notes that come along say nothing. */
async function findings(layout: LayoutCase, spec: SpecVersion) {
  const found = await findingsInLayout(layout, spec);
  return found.map(({ requirement, severity }) => `${severity} ${requirement}`);
}

describe.each(specVersions)("Layouts with one fault, by spec %s", (spec) => {
  const faulty = layouts.filter(({ breaks, specs = specVersions }) => breaks && specs.includes(spec));
  it.each(faulty.map((layout) => [`${layout.breaks}: ${layout.title}`, layout] as const))("%s", async (_, layout) => {
    expect(await findings(layout, spec)).toEqual([`${layout.severity} ${layout.breaks}`]);
  });
});

describe.each(specVersions)("Legal layouts, by spec %s", (spec) => {
  const legal = layouts.filter(({ breaks, specs = specVersions }) => !breaks && specs.includes(spec));
  it.each(legal.map((layout) => [layout.title, layout] as const))("%s", async (_, layout) => {
    expect(await findings(layout, spec)).toEqual([]);
  });
});
