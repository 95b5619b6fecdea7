import { type Descriptor, describe, expect, given, type Observation, requirement } from "../kit/index.ts";
import { entriesOf, entryOf, goesOn } from "./list.ts";
import { artifactType, referrers } from "./pushed.ts";

const filtersHeader = "OCI-Filters-Applied";

/** Whatever they are joined by: that it is a comma is a requirement of its own. */
function filtersOf(list: Observation): string[] {
  return (list.header(filtersHeader) ?? "").split(/[^\w.-]+/).filter((name) => name !== "");
}

function announced(list: Observation): boolean {
  return filtersOf(list).includes("artifactType");
}

function holdsOnlyOneType(list: Observation): boolean {
  return entriesOf(list).every((entry) => entry.artifactType === artifactType);
}

describe("Filtering referrers", () => {
  requirement("referrers.filter-supported", referrers, ({ list, listFiltered }, context) => {
    entryOf(list, context.recall<Descriptor>("untyped"), context);
    given(listFiltered).toHaveStatus(200);
    const applied = announced(listFiltered) || holdsOnlyOneType(listFiltered);
    expect(applied, "the artifactType filter applied", listFiltered).toBe(true);
  });

  requirement("referrers.filter-header", referrers, ({ list, listFiltered }, context) => {
    const untyped = entryOf(list, context.recall<Descriptor>("untyped"), context);
    given(listFiltered).toHaveStatus(200);
    if (entriesOf(listFiltered).some(({ digest }) => digest === untyped.digest) && !announced(listFiltered))
      context.notApplicable("the artifactType filter is not applied here: support it to test how it is announced");
    expect(announced(listFiltered), `artifactType in ${filtersHeader}`, listFiltered).toBe(true);
  });

  requirement("referrers.filter-multi", referrers, ({ listFiltered }, { notApplicable }) => {
    given(listFiltered).toHaveStatus(200);
    const filters = filtersOf(listFiltered);
    if (filters.length < 2)
      notApplicable("no more than one filter was applied: offer others to test how they are named");
    const named = listFiltered.header(filtersHeader)?.replace(/\s/g, "");
    expect(named, filtersHeader, listFiltered).toBe(filters.join(","));
  });

  requirement("referrers.filter-accurate", referrers, ({ list, listFiltered }, context) => {
    const typed = entryOf(list, context.recall<Descriptor>("typed"), context);
    const untyped = entryOf(list, context.recall<Descriptor>("untyped"), context);
    given(listFiltered).toHaveStatus(200);
    if (!announced(listFiltered))
      context.notApplicable("no artifactType filter is announced here: support it to test what it lets through");
    const digests = entriesOf(listFiltered).map(({ digest }) => digest);
    expect(digests.includes(untyped.digest), "a manifest of another type listed", listFiltered).toBe(false);
    if (!digests.includes(typed.digest) && goesOn(listFiltered))
      context.notApplicable("the referrer stands on another page: list at least five at once to test it");
    expect(digests.includes(typed.digest), "the manifest of that type listed", listFiltered).toBe(true);
  });

  requirement("referrers.filter-not-applied", referrers, ({ list }) => {
    given(list).toHaveStatus(200);
    expect(list).toLackHeader(filtersHeader);
  });
});
