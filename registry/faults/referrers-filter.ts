import { fault } from "../fault.ts";
import { where, withHeader, withoutHeader } from "../rewrite.ts";
import { isFiltered } from "./referrers-list.ts";

export const filterIgnored = fault("referrers-filter-unsupported", {
  title: "the artifactType parameter is ignored",
  breaks: ["referrers.filter-supported"],
  referrers: { matches: () => true },
  answer: { "referrers.list": withoutHeader("OCI-Filters-Applied") },
});

export const filterSilent = fault("referrers-filter-silent", {
  title: "a filter is applied without OCI-Filters-Applied",
  breaks: ["referrers.filter-header"],
  answer: { "referrers.list": withoutHeader("OCI-Filters-Applied") },
});

export const filterHeaderOnly = fault("referrers-filter-header-only", {
  title: "a filter is announced, and not applied",
  breaks: ["referrers.filter-accurate"],
  referrers: { matches: () => true },
});

export const filterHeaderAlways = fault("referrers-filter-header-always", {
  title: "a filter is announced that nobody asked for",
  breaks: ["referrers.filter-not-applied"],
  answer: {
    "referrers.list": where((request) => !isFiltered(request), withHeader("OCI-Filters-Applied", "artifactType")),
  },
});

export const filtersBySemicolon = fault("referrers-filter-semicolons", {
  title: "two filters are announced, with a semicolon between them",
  breaks: ["referrers.filter-multi"],
  answer: {
    "referrers.list": where(isFiltered, withHeader("OCI-Filters-Applied", "artifactType; org.example.other")),
  },
});
