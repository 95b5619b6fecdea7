import { expect, test } from "vitest";
import type { Severity } from "../../image/finding.ts";
import { severityOf } from "../../image/severity.ts";
import { imageCatalogue } from "../../specs/image-catalogue.ts";
import type { ImageBasis, ImageRequirement } from "../../specs/image-model.ts";
import { type Level, specVersions } from "../../specs/model.ts";

function requirement(level: Level | null, basis: ImageBasis, report: Severity): ImageRequirement {
  const [template] = imageCatalogue as [ImageRequirement];
  const levels = Object.fromEntries(specVersions.map((version) => [version, version === "1.0" ? null : level]));
  return { ...template, levels: levels as ImageRequirement["levels"], basis, report };
}

test.each<[Level | null, ImageBasis, Severity, Severity | undefined, Severity]>([
  ["MUST", "keyword", "error", undefined, "error"],
  ["MUST", "keyword", "warning", undefined, "warning"],
  ["MUST", "keyword", "warning", "error", "error"],
  ["MUST_NOT", "keyword", "error", undefined, "error"],
  ["SHOULD", "keyword", "error", undefined, "warning"],
  ["SHOULD_NOT", "keyword", "info", undefined, "info"],
  ["MAY", "keyword", "info", "error", "warning"],
  ["MUST", "prose", "warning", "error", "warning"],
  ["MUST", "type", "error", undefined, "error"],
  ["SHOULD", "derived", "info", "warning", "warning"],
  [null, "security", "error", undefined, "error"],
])("%s, %s, reported as %s, asked as %s: %s", (level, basis, report, asked, severity) => {
  expect(severityOf(requirement(level, basis, report), "1.1", asked)).toBe(severity);
});

test("what only a later version says warns at most", () => {
  expect(severityOf(requirement("MUST", "keyword", "error"), "1.0")).toBe("warning");
});
